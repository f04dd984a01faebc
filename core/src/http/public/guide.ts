import { Type } from 'typebox'
import { beginningsOf, guideForPublic, itemsForPublic, type PublicGuide } from '../../site/public/guide.js'
import type { Site } from '../../site/site.js'
import { ITEM_DRAFT } from '../../wire/item-shape.js'
import type { Routes } from '../plugin.js'
import { hallOf } from '../print/hall.js'
import { notesOf } from '../print/papers-page.js'
import { feeText } from '../print/words.js'
import { answered } from '../refuse.js'
import { COUNT, DATE, FAULT_CODE, ID, LEVEL, list, MS, NAMED, oneOf, orNull, record } from '../schemas/common.js'

const TEXT = Type.String()
const WORD = Type.String({ minLength: 1, maxLength: 100 })
const HANDLING = oneOf('instant', 'promised')
const SOUGHT = record({ text: Type.String({ maxLength: 100 }), organ: ID, topic: WORD, limit: COUNT })
const MATERIAL = record({
  id: ID,
  name: TEXT,
  necessity: oneOf('required', 'optional', 'later'),
  originals: COUNT,
  copies: COUNT,
  /** 免提交: fetched by the system. */
  isFetched: Type.Boolean(),
  notes: TEXT,
})
const { promised, legal } = ITEM_DRAFT.properties

export const PUBLIC_ITEMS = record({
  asOfMs: MS,
  items: list(record({ id: ID, name: TEXT, level: LEVEL, organ: orNull(NAMED), handling: HANDLING })),
})
export const BEGINNINGS = record({
  organs: list(record({ ...NAMED.properties, items: COUNT })),
  topics: list(record({ name: TEXT, items: COUNT })),
})
export const PUBLIC_GUIDE = record({
  asOfMs: MS,
  id: ID,
  name: TEXT,
  level: LEVEL,
  organ: orNull(NAMED),
  ...{ handling: HANDLING, promised, legal, effectiveFrom: DATE },
  closed: orNull(FAULT_CODE),
  conditions: list(TEXT),
  fees: list(TEXT),
  address: orNull(TEXT),
  hours: orNull(TEXT),
  results: list(TEXT),
  contacts: list(record({ name: TEXT, phone: TEXT })),
  groups: list(record({ id: ID, question: TEXT, options: list(record({ id: ID, name: TEXT })) })),
  isAnswered: Type.Boolean(),
  materials: list(MATERIAL),
})

/** A screen shows no more, and nobody reads on; whoever wants them all has the catalogue's open data. */
const MOST_ITEMS = 60
const tags = ['public']

/** 办事指南: found and read without signing in; what it says is public by law (行政许可法 30). */
export const publicGuideRoutes: Routes = (app, site) => {
  app.get(
    '/public/items',
    {
      config: { action: 'public' },
      schema: {
        tags,
        summary: '公众查事项 search the guide',
        querystring: Type.Partial(SOUGHT),
        response: { 200: PUBLIC_ITEMS },
      },
    },
    ({ query: { limit = MOST_ITEMS, ...sought } }) => ({
      asOfMs: site.clock.now().estimateMs,
      items: itemsForPublic(site, sought, Math.min(limit, MOST_ITEMS)),
    }),
  )

  app.get(
    '/public/beginnings',
    {
      config: { action: 'public' },
      schema: { tags, summary: '部门和主题 departments and topics', response: { 200: BEGINNINGS } },
    },
    () => beginningsOf(site),
  )

  app.get(
    '/public/items/:item',
    {
      config: { action: 'public' },
      schema: {
        tags,
        summary: '办事指南与所选情形的材料 a guide, and the papers for these answers',
        params: record({ item: ID }),
        querystring: record({ answers: Type.Optional(Type.String({ maxLength: 2_000 })) }),
        response: { 200: PUBLIC_GUIDE },
      },
    },
    (request) => shown(site, answered(guideForPublic(site, request.params.item, answersIn(request.query.answers)))),
  )
}

function answersIn(listed = ''): readonly string[] {
  return listed.split(',').filter((answer) => answer !== '')
}

function shown(site: Site, { item, organ, contacts, closed, groups, isAnswered, materials }: PublicGuide) {
  const { id, name, level, handling, promised, legal, effectiveFrom, guide } = item
  const hall = hallOf(site, item)
  return {
    asOfMs: site.clock.now().estimateMs,
    ...{ id, name, level, organ, handling, promised, legal, closed, isAnswered, effectiveFrom },
    conditions: guide.conditions,
    fees: guide.fees.map(feeText),
    address: guide.address ?? hall?.name ?? null,
    hours: guide.hours ?? (hall === null ? null : hall.hours.join(';')),
    results: guide.results.map((result) => result.name),
    contacts,
    groups: groups.map(({ id: group, question, options }) => ({
      ...{ id: group, question },
      options: options.map((option) => ({ id: option.id, name: option.name })),
    })),
    materials: materials.map((material) => ({
      ...{ id: material.id, name: material.name, necessity: material.necessity },
      ...{ originals: material.originals, copies: material.copies, isFetched: material.format === 'automatic' },
      notes: notesOf(material),
    })),
  }
}
