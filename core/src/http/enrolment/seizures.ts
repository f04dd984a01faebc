import { Type } from 'typebox'
import { parentSite } from '../../domain/roster-view.js'
import { confirmSeizure, dropSeizure, openProposals, proposeSeizure } from '../../site/enrolment/two-persons.js'
import { personNamed, siteNamed } from '../../site/query/names.js'
import type { Site } from '../../site/site.js'
import type { SeizureProposal } from '../../store/doors/seizure-proposals.js'
import { actingOf } from '../acting.js'
import type { App, Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { CASE_SEIZURE, SEIZURE } from '../schemas/act.js'
import { COUNT, FAULT_CODE, HEX_ID, ID, list, MS, NAMED, oneOf, orNull, record } from '../schemas/common.js'

const tags = ['seizures']
export const PROPOSAL = record({
  id: HEX_ID,
  caseId: orNull(HEX_ID),
  /** Of the one case; null for all of the site. */
  number: orNull(Type.String()),
  /** Unfinished cases it would take. */
  cases: COUNT,
  from: NAMED,
  /** The gateway that may seize from that site: this one, or a county to be asked. */
  seizer: orNull(NAMED),
  lastHeardMs: orNull(MS),
  reason: oneOf('silent', 'fork'),
  by: NAMED,
  atMs: MS,
})
export const SEIZED = record({ seized: list(HEX_ID), refused: list(record({ code: FAULT_CODE, detail: Type.String() })) })

/** 接管: one person proposes it, a second confirms it; nothing happens before. */
export const seizureRoutes: Routes = (app, site) => {
  addProposing(app, site)
  addConfirming(app, site)
  addRefusing(app, site)
}

function addProposing(app: App, site: Site): void {
  app.post(
    '/api/cases/:case/seizure',
    {
      config: { action: 'seizure.propose' },
      schema: {
        tags,
        summary: '申请接管办件 propose to seize a case',
        params: record({ case: HEX_ID }),
        body: CASE_SEIZURE,
        response: { 202: PROPOSAL },
      },
    },
    async (request, reply) => {
      const { person: by } = actingOf(request, site)
      const proposal = answered(await proposeSeizure(site, { ...request.body, caseId: request.params.case, by }))
      return reply.code(202).send(proposalLine(site, proposal))
    },
  )

  app.post(
    '/api/sites/:site/seizure',
    {
      config: { action: 'seizure.propose' },
      schema: {
        tags,
        summary: '申请接管该节点的全部办件 propose to seize all it held',
        params: record({ site: ID }),
        body: SEIZURE,
        response: { 202: PROPOSAL },
      },
    },
    async (request, reply) => {
      const { person: by } = actingOf(request, site)
      const wanted = { ...request.body, from: request.params.site, caseId: null, by }
      return reply.code(202).send(proposalLine(site, answered(await proposeSeizure(site, wanted))))
    },
  )
}

function addConfirming(app: App, site: Site): void {
  app.get(
    '/api/seizures',
    {
      config: { action: 'seizure.read' },
      schema: { tags, summary: '待确认的接管 proposals', response: { 200: record({ asOfMs: MS, proposals: list(PROPOSAL) }) } },
    },
    (request) => {
      actingOf(request, site)
      return { asOfMs: site.clock.now().estimateMs, proposals: openProposals(site).map((each) => proposalLine(site, each)) }
    },
  )

  app.post(
    '/api/seizures/:seizure/confirmation',
    {
      config: { action: 'seizure.confirm' },
      schema: {
        tags,
        summary: '第二人确认接管 confirm',
        params: record({ seizure: HEX_ID }),
        body: record({}),
        response: { 200: SEIZED },
      },
    },
    async (request) => {
      const { person } = actingOf(request, site)
      const { seized, refused } = answered(await confirmSeizure(site, request.params.seizure, person))
      return { seized, refused: refused.map(({ code, detail }) => ({ code, detail })) }
    },
  )
}

function addRefusing(app: App, site: Site): void {
  app.delete(
    '/api/seizures/:seizure',
    {
      config: { action: 'seizure.confirm' },
      schema: { tags, summary: '不同意接管 do not agree', params: record({ seizure: HEX_ID }), response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const { person } = actingOf(request, site)
      answered(await dropSeizure(site, request.params.seizure, person))
      return reply.code(204).send(null)
    },
  )
}

function proposalLine(site: Site, { id, caseId, from, reason, by, atMs }: SeizureProposal) {
  const view = caseId === null ? null : site.store.caseList.get(caseId)
  const seizer = parentSite(site.roster, from)
  return {
    ...{ id, caseId, reason, atMs },
    number: view?.number ?? null,
    cases: caseId === null ? site.store.caseList.openWith(from) : 1,
    from: siteNamed(site, from),
    seizer: seizer === null ? null : siteNamed(site, seizer),
    lastHeardMs: site.store.links.get(from)?.heardMs ?? null,
    by: personNamed(site, by),
  }
}
