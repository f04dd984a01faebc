import { Type } from 'typebox'
import { findItem, searchItems } from '../../site/query/items.js'
import { actingOf } from '../acting.js'
import type { Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { ID, LIMIT, list, record } from '../schemas/common.js'
import { ITEM, ITEM_LINE } from '../schemas/item.js'

const WORD = Type.String({ minLength: 1, maxLength: 100 })
const SEARCH = record({
  text: Type.String({ maxLength: 100 }),
  here: Type.Boolean({ description: '本站可办 only what is taken in at the acting place' }),
  organ: ID,
  topic: WORD,
  lifeEvent: WORD,
  limit: LIMIT,
})
const tags = ['items']

/** 事项: found by what people type and by what can be done here; one version whole. */
export const itemRoutes: Routes = (app, site) => {
  app.get(
    '/api/items',
    {
      schema: {
        tags,
        summary: '查事项 search items',
        querystring: Type.Partial(SEARCH),
        response: { 200: record({ items: list(ITEM_LINE) }) },
      },
    },
    (request) => {
      const { limit = 50, ...sought } = request.query
      return { items: answered(searchItems(site, actingOf(request, site), sought, limit)) }
    },
  )

  app.get(
    '/api/items/:item',
    { schema: { tags, summary: '事项现行版本 the version in force', params: record({ item: ID }), response: { 200: ITEM } } },
    (request) => {
      actingOf(request, site)
      return answered(findItem(site, request.params.item, null))
    },
  )

  app.get(
    '/api/items/:item/versions/:version',
    {
      schema: {
        tags,
        summary: '事项某一版本 one version',
        params: record({ item: ID, version: Type.Integer({ minimum: 1 }) }),
        response: { 200: ITEM },
      },
    },
    (request) => {
      actingOf(request, site)
      return answered(findItem(site, request.params.item, request.params.version))
    },
  )
}
