import { Type } from 'typebox'
import { askedFor } from '../../site/intake/asked.js'
import { standingOfItem } from '../../site/intake/item-standing.js'
import { findItem, searchItems, subjectsOf } from '../../site/query/items.js'
import { actingOf } from '../acting.js'
import type { Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { COUNT, ID, LIMIT, list, record } from '../schemas/common.js'
import { ASKED, ITEM, ITEM_IN_FORCE, ITEM_LINE } from '../schemas/item.js'

const WORD = Type.String({ minLength: 1, maxLength: 100 })
const SEARCH = record({
  text: Type.String({ maxLength: 100 }),
  here: Type.Boolean({ description: '本站可办 only what is taken in at the acting place' }),
  organ: ID,
  topic: WORD,
  lifeEvent: WORD,
  limit: LIMIT,
})
const VERSION = record({ item: ID, version: Type.Integer({ minimum: 1 }) })
const SUBJECTS = list(record({ name: WORD, items: COUNT }))
const tags = ['items']

/** 事项: found by what people type and by what can be done here; one version whole. */
export const itemRoutes: Routes = (app, site, doors) => {
  app.get(
    '/api/items',
    {
      config: { action: 'catalogue.read' },
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
    {
      config: { action: 'catalogue.read' },
      schema: {
        tags,
        summary: '事项现行版本 the version in force',
        params: record({ item: ID }),
        response: { 200: ITEM_IN_FORCE },
      },
    },
    (request) => {
      actingOf(request, site)
      const { item: _, ...standing } = standingOfItem(site, request.params.item) ?? { item: null }
      const item = answered(findItem(site, request.params.item, null))
      return { ...item, standing: 'list' in standing ? standing : null }
    },
  )
  subjectRoute(app, site, doors)
  versionRoutes(app, site, doors)
}

const subjectRoute: Routes = (app, site) => {
  app.get(
    '/api/items/subjects',
    {
      config: { action: 'catalogue.read' },
      schema: {
        tags,
        summary: '主题和生活事件 topics and life events, with how many items each has',
        response: { 200: record({ topics: SUBJECTS, lifeEvents: SUBJECTS }) },
      },
    },
    (request) => {
      actingOf(request, site)
      return subjectsOf(site)
    },
  )
}

const versionRoutes: Routes = (app, site) => {
  app.get(
    '/api/items/:item/versions/:version',
    {
      config: { action: 'catalogue.read' },
      schema: {
        tags,
        summary: '事项某一版本 one version',
        params: VERSION,
        response: { 200: ITEM },
      },
    },
    (request) => {
      actingOf(request, site)
      return answered(findItem(site, request.params.item, request.params.version))
    },
  )

  app.post(
    '/api/items/:item/versions/:version/asked',
    {
      config: { action: 'catalogue.read' },
      schema: {
        tags,
        summary: '按情形的问题、材料和提示 questions, papers and warnings for these answers',
        params: VERSION,
        body: record({ answers: list(ID, { maxItems: 50 }), form: Type.Optional(Type.Record(Type.String(), Type.Unknown())) }),
        response: { 200: ASKED },
      },
    },
    (request) => {
      actingOf(request, site)
      const item = answered(findItem(site, request.params.item, request.params.version))
      return askedFor(site, item, request.body.answers, request.body.form)
    },
  )
}
