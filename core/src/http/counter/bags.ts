import { Type } from 'typebox'
import { bagsAt, findBag, restingAt } from '../../site/bags/bag.js'
import { makeBag, receiveBag } from '../../site/bags/hand-over.js'
import { Fault } from '../../domain/fault.js'
import { currentPlace } from '../../domain/roster-view.js'
import { actingOf } from '../acting.js'
import type { App, Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { FAULT_CODE, HEX_ID, ID, list, MS, NAMED, oneOf, orNull, record } from '../schemas/common.js'
import type { Site } from '../../site/site.js'

const tags = ['tasks']
const ORIGINAL = record({ caseId: HEX_ID, material: ID })
const LINE = record({
  caseId: HEX_ID,
  number: Type.String(),
  itemName: Type.String(),
  material: ID,
  materialName: Type.String(),
  state: oneOf('asked', 'on-its-way', 'missing'),
})
const BAG = record({ bag: Type.String(), from: NAMED, to: NAMED, sinceMs: MS, lines: list(LINE) })
export const BAGS = record({ asOfMs: MS, bags: list(BAG), here: list(LINE) })
export const BAG_FOUND = record({ asOfMs: MS, bag: BAG })
export const BAG_HANDED = record({
  bag: Type.String(),
  cases: list(
    record({
      caseId: HEX_ID,
      number: Type.String(),
      itemName: Type.String(),
      outcome: oneOf('done', 'requested', 'refused'),
      code: orNull(FAULT_CODE),
      detail: Type.String(),
    }),
  ),
})
/** A bag is carried by hand. */
const MOST_IN_A_BAG = 200
const BARCODE = Type.String({ minLength: 1, maxLength: 60, pattern: '^[0-9A-Za-z-]+$' })
const params = record({ bag: BARCODE })

/** 交接单: originals that travel between places, handed over by scan. */
export const bagRoutes: Routes = (app, site) => {
  app.get(
    '/api/bags',
    {
      config: { action: 'case.list' },
      schema: { tags, summary: '交接单 bags here, coming and sent, and originals to put into one', response: { 200: BAGS } },
    },
    (request) => {
      const { place } = actingOf(request, site)
      return { asOfMs: site.clock.now().estimateMs, bags: bagsAt(site, place), here: restingAt(site, place) }
    },
  )

  app.get(
    '/api/bags/:bag',
    {
      config: { action: 'case.list' },
      schema: { tags, summary: '扫交接单 one bag by its barcode', params, response: { 200: BAG_FOUND } },
    },
    (request) => {
      const bag = findBag(site, actingOf(request, site).place, request.params.bag.toUpperCase())
      if (bag === null) throw new Fault('bag/unknown', request.params.bag)
      return { asOfMs: site.clock.now().estimateMs, bag }
    },
  )
  handing(app, site)
}

function handing(app: App, site: Site): void {
  app.post(
    '/api/bags',
    {
      config: { action: 'case.hand-on-originals' },
      schema: {
        tags,
        summary: '装袋移交 make up a bag and hand it on',
        body: record({
          requestId: HEX_ID,
          to: ID,
          papers: Type.Array(ORIGINAL, { minItems: 1, maxItems: MOST_IN_A_BAG }),
          bag: orNull(BARCODE),
        }),
        response: { 200: BAG_HANDED },
      },
    },
    async (request) => {
      const acting = actingOf(request, site)
      if (currentPlace(site.roster, request.body.to) === null) throw new Fault('place/unknown', request.body.to)
      return makeBag(site, acting, request.body)
    },
  )

  app.post(
    '/api/bags/:bag/arrivals',
    {
      config: { action: 'case.receive-originals' },
      schema: {
        tags,
        summary: '扫码签收 receive a bag, naming what is missing',
        params,
        body: record({ requestId: HEX_ID, missing: Type.Array(ORIGINAL, { maxItems: MOST_IN_A_BAG }) }),
        response: { 200: BAG_HANDED },
      },
    },
    async (request) => {
      const bag = request.params.bag.toUpperCase()
      return answered(await receiveBag(site, actingOf(request, site), { ...request.body, bag }))
    },
  )
}
