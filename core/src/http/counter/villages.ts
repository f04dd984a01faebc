import { Type } from 'typebox'
import { handedDownTo } from '../../site/worklist/powers.js'
import { villagesUnder } from '../../site/worklist/villages.js'
import { actingOf } from '../acting.js'
import { rightsOfRequest } from '../lock.js'
import type { Routes } from '../plugin.js'
import { NOTICE_LINE, ORIGINAL_LINE } from '../schemas/case.js'
import { AGE, COUNT, DATE, HEX_ID, list, MS, NAMED, oneOf, orNull, record } from '../schemas/common.js'

const VILLAGE_CASE = record({ caseId: HEX_ID, number: Type.String(), itemName: Type.String(), place: NAMED, age: AGE })

const VILLAGE_LINE = record({
  place: NAMED,
  phone: orNull(Type.String()),
  people: list(record({ name: Type.String(), phone: orNull(Type.String()) })),
  openNow: Type.Boolean(),
  kept: oneOf('here', 'own-machine', 'elsewhere'),
  /** When a machine of its own was last heard here; null where there is none, or it was never heard. */
  heardMs: orNull(MS),
  isUp: orNull(Type.Boolean()),
  sentToday: COUNT,
})

export const VILLAGES = record({
  asOfMs: MS,
  villages: list(VILLAGE_LINE),
  notices: list(record({ ...NOTICE_LINE.properties, toRing: Type.Boolean() })),
  supplements: list(VILLAGE_CASE),
  originals: list(ORIGINAL_LINE),
  onlyHere: list(VILLAGE_CASE),
})

export const HANDED_DOWN = record({
  asOfMs: MS,
  powers: list(
    record({
      item: NAMED,
      version: COUNT,
      effectiveFrom: DATE,
      giver: orNull(NAMED),
      receiver: orNull(NAMED),
      power: oneOf('decide', 'first-review'),
      source: Type.String(),
    }),
  ),
})

/** 我的村 and 承接的权力: the villages below the place of whoever asks, and what is decided there by a power of others. */
export const villageRoutes: Routes = (app, site, doors) => {
  app.get(
    '/api/villages',
    {
      config: { action: 'case.list' },
      schema: { tags: ['tasks'], summary: '我的村 the villages below, and what waits there', response: { 200: VILLAGES } },
    },
    (request) => {
      const { place } = actingOf(request, site)
      const { villages, ...rest } = villagesUnder(site, place, rightsOfRequest(request, site))
      const links = new Map(doors.links().map((link) => [link.peer, link]))
      return {
        ...rest,
        villages: villages.map((village) => {
          const host = village.kept === 'own-machine' ? site.roster.places.get(village.place.id)?.at(-1)?.record.site : undefined
          const link = host === undefined ? undefined : links.get(host)
          return { ...village, heardMs: link?.lastHeardMs ?? null, isUp: link === undefined ? null : link.state === 'running' }
        }),
      }
    },
  )

  app.get(
    '/api/powers/handed-down',
    {
      config: { action: 'catalogue.read' },
      schema: {
        tags: ['items'],
        summary: '承接的下放、委托权力 powers handed down to this place',
        response: { 200: HANDED_DOWN },
      },
    },
    (request) => {
      const { place } = actingOf(request, site)
      return { asOfMs: site.clock.now().estimateMs, powers: handedDownTo(site, place) }
    },
  )
}
