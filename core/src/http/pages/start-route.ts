import { Type } from 'typebox'
import { type FaultCode, faults } from '../../domain/fault.js'
import { siteNamed } from '../../site/query/names.js'
import type { Site } from '../../site/site.js'
import { languageOf } from '../language.js'
import type { App } from '../plugin.js'
import { COUNT, MS, NAMED, oneOf, orNull, record } from '../schemas/common.js'

const WORDS = record({ title: Type.String(), next: Type.String() })

/** What the page must know before anybody signs in: where it is, and the words of every fault. */
export const START = record({
  asOfMs: MS,
  version: Type.String(),
  site: record({ ...NAMED.properties, tier: oneOf('city', 'county', 'edge'), parent: orNull(NAMED) }),
  rosterVersion: COUNT,
  /** 练习: nothing here is of a real person, and nothing leaves the machine. */
  practice: Type.Boolean(),
  /** Of practice, or from there of the real pages, at the same machine. */
  otherPort: orNull(COUNT),
  faults: Type.Record(Type.String(), WORDS),
})

/** For whoever asks, so it names nobody. */
export function addStartRoute(
  app: App,
  site: Site,
  options: { readonly version: string; readonly practice?: boolean; readonly otherPort?: number | null },
): void {
  const { version, practice = false, otherPort = null } = options
  app.get('/start.json', { config: { action: 'public' }, schema: { hide: true, response: { 200: START } } }, (request) => ({
    asOfMs: site.clock.now().estimateMs,
    version,
    site: here(site),
    rosterVersion: site.roster.version,
    practice,
    otherPort,
    faults: faultWords(languageOf(request.headers['accept-language'])),
  }))
}

function here(site: Site) {
  const { tier, parent } = site.options
  return { ...siteNamed(site, site.id), tier, parent: parent === null ? null : siteNamed(site, parent) }
}

function faultWords(language: 'zh' | 'en') {
  return Object.fromEntries(
    Object.keys(faults).map((code) => {
      const { zh, zhNext, en, enNext } = faults[code as FaultCode]
      return [code, language === 'zh' ? { title: zh, next: zhNext } : { title: en, next: enNext }]
    }),
  )
}
