import { Type } from 'typebox'
import { catalogueItems } from '../../site/catalogue-view/item-list.js'
import { itemStory } from '../../site/catalogue-view/item-story.js'
import { statedActing } from '../acting.js'
import type { Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { ID, LEVEL, record } from '../schemas/common.js'
import { CATALOGUE_PAGE, ENTRY_STATE, ITEM_STORY } from './schemas.js'

const tags = ['catalogue']
const FILTER = Type.Partial(
  record({
    text: Type.String({ maxLength: 100 }),
    organ: ID,
    level: LEVEL,
    state: ENTRY_STATE,
    own: Type.Boolean({ description: 'only what this gateway publishes' }),
    behind: Type.Boolean({ description: 'only items whose base entry has a newer version' }),
    offset: Type.Integer({ minimum: 0 }),
    limit: Type.Integer({ minimum: 1, maximum: 2_000 }),
  }),
)

/** 实施清单: every item a gateway knows, whatever its state; and one with its versions and who made them. */
export const catalogueItemRoutes: Routes = (app, site) => {
  app.get(
    '/api/catalogue/items',
    {
      config: { action: 'work.read' },
      schema: { tags, summary: '实施清单 items of the lists', querystring: FILTER, response: { 200: CATALOGUE_PAGE } },
    },
    (request) => {
      const { offset = 0, limit = 50, ...filter } = request.query
      const page = answered(catalogueItems(site, statedActing(request, site), filter, { offset, limit }))
      return { asOfMs: site.clock.now().estimateMs, ...page }
    },
  )

  app.get(
    '/api/catalogue/items/:item',
    {
      config: { action: 'work.read' },
      schema: {
        tags,
        summary: '事项全貌 one item with its versions and reviewers',
        params: record({ item: ID }),
        response: { 200: ITEM_STORY },
      },
    },
    (request) => ({
      asOfMs: site.clock.now().estimateMs,
      ...answered(itemStory(site, statedActing(request, site), request.params.item)),
    }),
  )
}
