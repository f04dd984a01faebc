import { handOver, previewHandOver } from '../../site/accounts/hand-over.js'
import { personNamed } from '../../site/query/names.js'
import { actingOf } from '../acting.js'
import type { Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { ID, list, record } from '../schemas/common.js'
import { shownOutcome } from './accounts.js'
import { HAND_OVER, HAND_OVER_LINE, HAND_OVER_PREVIEW, HANDED_OVER } from './account-schemas.js'

const tags = ['hand-overs']

/** 交接: a colleague's worklist goes to another, at every site, with or without a line. */
export const handOverRoutes: Routes = (app, site) => {
  app.post(
    '/api/hand-overs',
    {
      config: { action: 'worklist.hand-over' },
      schema: { tags, summary: '移交工作台 hand over', body: HAND_OVER, response: { 201: HANDED_OVER } },
    },
    async (request, reply) => {
      const { id, drafts, duties } = answered(await handOver(site, request.body, actingOf(request, site)))
      return reply.code(201).send({ id, drafts, duties: duties === null ? null : shownOutcome(duties) })
    },
  )

  app.get(
    '/api/hand-overs/preview',
    {
      config: { action: 'worklist.hand-over' },
      schema: {
        tags,
        summary: '交接预览 what would go along',
        querystring: record({ from: ID, place: ID }),
        response: { 200: HAND_OVER_PREVIEW },
      },
    },
    (request) => answered(previewHandOver(site, request.query, actingOf(request, site))),
  )

  app.get(
    '/api/hand-overs',
    {
      config: { action: 'worklist.hand-over' },
      schema: { tags, summary: '本站点的交接记录 of the place', response: { 200: record({ handOvers: list(HAND_OVER_LINE) }) } },
    },
    (request) => {
      const { place } = actingOf(request, site)
      const lines = site.store.people.handOvers.ofPlace(place)
      return {
        handOvers: lines.map(({ id, from, to, drafts, tasks, onDate, by, atMs }) => ({
          ...{ id, drafts, tasks, onDate, atMs },
          from: personNamed(site, from),
          to: personNamed(site, to),
          by: personNamed(site, by),
        })),
      }
    },
  )
}
