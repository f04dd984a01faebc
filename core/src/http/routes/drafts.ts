import { Type } from 'typebox'
import { may } from '../../domain/rights/may.js'
import { targetOfDraft } from '../../site/rights/draft-target.js'
import { dropDraft, listDrafts, openDraft, readDraft, saveDraft } from '../../site/intake/drafts.js'
import { actingOf } from '../acting.js'
import { rightsOfRequest } from '../lock.js'
import type { Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { HEX_ID, ID, list, MS, oneOf, orNull, PAPER, record } from '../schemas/common.js'

const INPUT = record({ item: ID, title: Type.String({ maxLength: 200 }), content: Type.Unknown() })
const line = { id: HEX_ID, place: ID, person: ID, item: ID, title: Type.String(), createdMs: MS, changedMs: MS }
const NOTE = record({ kind: oneOf('field', 'paper', 'question'), id: Type.String(), name: Type.String() })
const VERSION = orNull(Type.Integer({ minimum: 1 }))
const ANSWERS = Type.Record(Type.String(), Type.Unknown())
const DRAFT = record({
  ...line,
  content: Type.Unknown(),
  papers: list(PAPER),
  itemVersion: VERSION,
  /** Answers to what is asked no longer: kept, shown, never handed in. */
  aside: record({ form: ANSWERS, answers: list(Type.String()), materials: list(ANSWERS) }),
  /** What a newer version of the item changed since it was filled in. */
  changes: orNull(record({ from: VERSION, to: Type.Integer({ minimum: 1 }), missing: list(NOTE), notAsked: list(NOTE) })),
})
const params = record({ draft: HEX_ID })
const tags = ['drafts']

/** 草稿: outside the log, of one place, saved on every change. */
export const draftRoutes: Routes = (app, site) => {
  app.get(
    '/api/drafts',
    {
      config: { action: 'draft.read' },
      schema: { tags, summary: '本站草稿 drafts of the place', response: { 200: record({ drafts: list(record(line)) }) } },
    },
    (request) => {
      const drafts = answered(listDrafts(site, actingOf(request, site)))
      const rights = rightsOfRequest(request, site)
      const own = drafts.filter((draft) => may(rights, 'draft.read', targetOfDraft(site, draft)))
      return { drafts: own.map(({ content: _content, aside: _aside, itemVersion: _version, ...shown }) => shown) }
    },
  )

  app.post(
    '/api/drafts',
    { config: { action: 'draft.write' }, schema: { tags, summary: '新建草稿 open', body: INPUT, response: { 201: DRAFT } } },
    async (request, reply) => {
      const draft = answered(await openDraft(site, actingOf(request, site), request.body))
      return reply.code(201).send(draft)
    },
  )

  app.get(
    '/api/drafts/:draft',
    { config: { action: 'draft.read' }, schema: { tags, summary: '打开草稿 read', params, response: { 200: DRAFT } } },
    (request) => answered(readDraft(site, actingOf(request, site), request.params.draft)),
  )

  app.put(
    '/api/drafts/:draft',
    {
      config: { action: 'draft.write' },
      schema: { tags, summary: '保存草稿 save', params, body: INPUT, response: { 200: DRAFT } },
    },
    async (request) => answered(await saveDraft(site, actingOf(request, site), request.params.draft, request.body)),
  )

  app.delete(
    '/api/drafts/:draft',
    { config: { action: 'draft.write' }, schema: { tags, summary: '删除草稿 drop', params, response: { 204: Type.Null() } } },
    async (request, reply) => {
      answered(await dropDraft(site, actingOf(request, site), request.params.draft))
      return reply.code(204).send(null)
    },
  )
}
