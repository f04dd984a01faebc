import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { mayRegister } from '../../domain/acts/authority.js'
import { answerProblems } from '../../domain/catalogue/scenarios.js'
import { Fault } from '../../domain/fault.js'
import type { ItemVersion } from '../../domain/item.js'
import { currentOrgan, currentPlace } from '../../domain/roster-view.js'
import { bookletOf } from '../../site/catalogue-print/booklet.js'
import { contactsOf } from '../../site/catalogue-print/contacts.js'
import { findItem } from '../../site/query/items.js'
import { siteNamed } from '../../site/query/names.js'
import type { Site } from '../../site/site.js'
import type { Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { ID, record } from '../schemas/common.js'
import { PRINT_POLICY } from '../security/headers.js'
import { bookletBody } from './booklet-page.js'
import { guideBody } from './guide-page.js'
import { hallOf } from './hall.js'
import type { Html } from './html.js'
import { papersBody, questionsForm } from './papers-page.js'
import { sheet } from './sheet.js'
import { DOCUMENT_STYLE } from './document-style.js'
import { PRINT_STYLE } from './style.js'
import { hoursText } from './words.js'

const SIZE = { type: Type.Optional(Type.Enum(['normal', 'large'])) }
/** Answers as one list, or as the form on the page sends them: one field for each question. */
const PAPERS = Type.Object({ ...SIZE, answers: Type.Optional(Type.String({ maxLength: 2_000 })), place: Type.Optional(ID) })

/** 打印: guide, list of papers and the village's booklet, for everybody to read; what they say is public by law. */
export const printRoutes: Routes = (app, site) => {
  app.get('/print/print.css', { config: { action: 'public' }, schema: { hide: true } }, (_request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      .type('text/css; charset=utf-8')
      .send(PRINT_STYLE + DOCUMENT_STYLE),
  )

  app.get(
    '/print/items/:item',
    { config: { action: 'public' }, schema: { hide: true, params: record({ item: ID }), querystring: record(SIZE) } },
    (request, reply) => {
      const item = answered(findItem(site, request.params.item, null))
      const given = { item, organName: organName(site, item), organNames: organNames(site, item), hall: hallOf(site, item) }
      return page(site, reply, {
        title: `办事指南 ${item.name}`,
        url: request.url,
        body: guideBody({ ...given, contacts: contactsOf(site, item) }),
      })
    },
  )

  app.get(
    '/print/items/:item/papers',
    { config: { action: 'public' }, schema: { hide: true, params: record({ item: ID }), querystring: PAPERS } },
    (request, reply) => {
      const item = answered(findItem(site, request.params.item, null))
      const query = request.query as Readonly<Record<string, string | undefined>>
      const answers = answersOf(item, query)
      const keep = {
        ...(query['type'] !== undefined && { type: query['type'] }),
        ...(query['place'] !== undefined && { place: query['place'] }),
      }
      const who = { organName: organName(site, item), contacts: contactsOf(site, item), hall: hallOf(site, item) }
      const place = query['place'] === undefined ? null : takingIn(site, item, query['place'])
      const body = papersBody({ item, answers, problems: answerProblems(item, answers), ...who, place })
      return page(site, reply, {
        title: `一次性告知清单 ${item.name}`,
        url: request.url,
        tools: questionsForm(item, answers, keep),
        body,
      })
    },
  )

  app.get(
    '/print/booklets/:place',
    { config: { action: 'public' }, schema: { hide: true, params: record({ place: ID }), querystring: record(SIZE) } },
    (request, reply) => {
      const booklet = answered(bookletOf(site, request.params.place))
      return page(site, reply, { title: `服务手册 ${booklet.place.name}`, url: request.url, body: bookletBody(booklet) })
    },
  )
}

interface Page {
  readonly title: string
  readonly url: string
  readonly tools?: Html | null
  readonly body: Html
}

function page(site: Site, reply: FastifyReply, { title, url, tools = null, body }: Page): FastifyReply {
  const address = new URL(url, 'http://here')
  const large = address.searchParams.get('type') === 'large'
  address.searchParams.set('type', large ? 'normal' : 'large')
  const printed = { place: siteNamed(site, site.id).name, asOfMs: site.clock.now().estimateMs }
  return reply
    .header('content-security-policy', PRINT_POLICY)
    .type('text/html; charset=utf-8')
    .send(sheet({ title, large, otherSize: `${address.pathname}${address.search}`, printed, tools, body }))
}

function answersOf({ scenarioGroups }: ItemVersion, query: Readonly<Record<string, string | undefined>>): readonly string[] {
  const known = new Set(scenarioGroups.flatMap(({ options }) => options.map(({ id }) => id)))
  const listed = (query['answers'] ?? '').split(',').filter((answer) => answer !== '')
  const chosen = scenarioGroups.flatMap(({ id }) => query[`answer-${id}`] ?? [])
  return [...new Set([...listed, ...chosen])].filter((answer) => known.has(answer))
}

function organName(site: Site, { organ }: ItemVersion): string | null {
  return organ === null ? null : (currentOrgan(site.roster, organ)?.name ?? organ)
}

function organNames(site: Site, { steps }: ItemVersion): ReadonlyMap<string, string> {
  return new Map(steps.flatMap(({ organ }) => (organ === null ? [] : [[organ, currentOrgan(site.roster, organ)?.name ?? organ]])))
}

/** The place with its hours, where it may take the item in; null for one that only answers questions. */
function takingIn(site: Site, item: ItemVersion, id: string) {
  const place = currentPlace(site.roster, id)
  if (place === null) throw new Fault('place/unknown', id)
  const { level, name, hours } = place
  const takes = mayRegister(item, { level, organ: null }) === null
  return takes ? { name, hours: hoursText(hours) } : null
}
