import { Type } from 'typebox'
import { type FaultCode, faults } from '../../domain/fault.js'
import { newest, placesHostedBy } from '../../domain/roster-view.js'
import { organNamed, personNamed, placeNamed, siteNamed } from '../../site/query/names.js'
import type { Site } from '../../site/site.js'
import { languageOf } from '../language.js'
import type { App } from '../plugin.js'
import { COUNT, list, MS, NAMED, oneOf, orNull, record } from '../schemas/common.js'

const WORDS = record({ title: Type.String(), next: Type.String() })

/** What the page must know before anybody acts: where it is, who may sit here, and the words of every fault. */
export const START = record({
  asOfMs: MS,
  version: Type.String(),
  site: record({ ...NAMED.properties, tier: oneOf('city', 'county', 'edge'), parent: orNull(NAMED) }),
  rosterVersion: COUNT,
  desks: list(record({ person: NAMED, place: NAMED, organ: orNull(NAMED) })),
  faults: Type.Record(Type.String(), WORDS),
})

/** Asks for no acting person: until people sign in, only this machine can ask, and the page offers whom to act as. */
export function addStartRoute(app: App, site: Site, version: string): void {
  app.get('/start.json', { schema: { hide: true, response: { 200: START } } }, (request) => ({
    asOfMs: site.clock.now().estimateMs,
    version,
    site: here(site),
    rosterVersion: site.roster.version,
    desks: desksOf(site),
    faults: faultWords(languageOf(request.headers['accept-language'])),
  }))
}

function here(site: Site) {
  const { tier, parent } = site.options
  return { ...siteNamed(site, site.id), tier, parent: parent === null ? null : siteNamed(site, parent) }
}

/** Each post of an active person at a place this site serves. */
function desksOf(site: Site) {
  const { roster } = site
  const places = new Set(placesHostedBy(roster, site.id).map(({ id }) => id))
  return newest(roster.persons)
    .filter(({ active }) => active)
    .flatMap(({ id, posts }) => posts.filter(({ place }) => places.has(place)).map((post) => ({ id, ...post })))
    .map(({ id, place, organ }) => ({
      person: personNamed(site, id),
      place: placeNamed(site, place),
      organ: organNamed(site, organ),
    }))
}

function faultWords(language: 'zh' | 'en') {
  return Object.fromEntries(
    Object.keys(faults).map((code) => {
      const { zh, zhNext, en, enNext } = faults[code as FaultCode]
      return [code, language === 'zh' ? { title: zh, next: zhNext } : { title: en, next: enNext }]
    }),
  )
}
