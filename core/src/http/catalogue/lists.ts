import { Type } from 'typebox'
import { LIST_KINDS } from '../../domain/catalogue/list.js'
import { ledgerLines, listLines, missingKeys } from '../../site/catalogue/ledger.js'
import { placesHostedBy } from '../../domain/roster-view.js'
import { siteNamed } from '../../site/query/names.js'
import { actingOf } from '../acting.js'
import type { Routes } from '../plugin.js'
import { saidNewerRoutes } from './said-newer.js'
import { COUNT, HASH, ID, list, MS, NAMED, oneOf, orNull, record } from '../schemas/common.js'

const tags = ['catalogue']
/** Enough to say what a place lacks; the number says how many there are. */
const KEYS_SHOWN = 20

const LIST_LINE = record({
  list: ID,
  kind: oneOf(...LIST_KINDS),
  publisher: NAMED,
  number: COUNT,
  digest: HASH,
  sinceMs: MS,
  held: Type.Boolean(),
  missing: COUNT,
  repaired: COUNT,
  asOfMs: orNull(MS),
  stale: Type.Boolean(),
})

const LEDGER_LINE = record({
  site: NAMED,
  places: list(NAMED),
  list: ID,
  held: COUNT,
  sinceMs: orNull(MS),
  saidMs: orNull(MS),
  newest: COUNT,
  missing: COUNT,
  missingKeys: list(ID),
  repaired: COUNT,
  behindSinceMs: orNull(MS),
})

export const LISTS = record({ asOfMs: MS, lists: list(LIST_LINE) })
export const LEDGER = record({ asOfMs: MS, lines: list(LEDGER_LINE) })

/** 清单与台账: what is in force here by which edition, and what every site below has proved to hold. */
export const catalogueListRoutes: Routes = (app, site, doors) => {
  app.get(
    '/api/catalogue/lists',
    {
      config: { action: 'catalogue.read' },
      schema: {
        tags,
        summary: '清单与版次 lists and their editions',
        response: { 200: LISTS },
      },
    },
    (request) => {
      actingOf(request, site)
      const lists = listLines(site).map((line) => ({ ...line, publisher: siteNamed(site, line.publisher) }))
      return { asOfMs: site.clock.now().estimateMs, lists }
    },
  )
  ledgerRoute(app, site, doors)
  saidNewerRoutes(app, site, doors)
}

const ledgerRoute: Routes = (app, site) => {
  app.get(
    '/api/catalogue/ledger',
    {
      config: { action: 'catalogue.read' },
      schema: {
        tags,
        summary: '台账 which edition every place has proved',
        querystring: Type.Partial(record({ behind: Type.Boolean({ description: 'only those behind' }) })),
        response: { 200: LEDGER },
      },
    },
    (request) => {
      actingOf(request, site)
      const lines = ledgerLines(site).filter(({ behindSinceMs }) => request.query.behind !== true || behindSinceMs !== null)
      return {
        asOfMs: site.clock.now().estimateMs,
        lines: lines.map(({ alarmed: _, ...line }) => ({
          ...line,
          site: siteNamed(site, line.site),
          places: placesHostedBy(site.roster, line.site).map(({ id, name }) => ({ id, name })),
          missingKeys: line.behindSinceMs === null ? [] : missingKeys(site, line, KEYS_SHOWN),
        })),
      }
    },
  )
}
