import { Type } from 'typebox'
import { Fault } from '../../domain/fault.js'
import { retryParked, retryParkedById } from '../../site/inbound/parked.js'
import { settlePending } from '../../site/pending.js'
import { siteNamed } from '../../site/query/names.js'
import { listHeld, listOutgoing, listParked, listRequests } from '../../site/query/traffic.js'
import { may } from '../../domain/rights/may.js'
import { maySeeCase } from '../../site/rights/case-target.js'
import type { Site } from '../../site/site.js'
import { actingOf } from '../acting.js'
import type { LinkState } from '../doors.js'
import { rightsOfRequest } from '../lock.js'
import type { App, Routes } from '../plugin.js'
import { COUNT, FAULT_CODE, LIMIT, list, MS, record } from '../schemas/common.js'
import { HELD, LINK, OUTGOING, PARKED, REQUEST } from '../schemas/traffic.js'

const tags = ['links']
/** In an address: a number is read leniently there, and 1.5 is not row 1. */
const ROW = Type.String({ pattern: '^[1-9][0-9]{0,14}$' })
const LIMITED = record({ limit: Type.Optional(LIMIT) })

/** 连接与在途: nothing waits silently. */
export const linkRoutes: Routes = (app, site, doors) => {
  app.get(
    '/api/links',
    {
      config: { action: 'link.read' },
      schema: { tags, summary: '连接状态 links', response: { 200: record({ asOfMs: MS, links: list(LINK) }) } },
    },
    (request) => {
      actingOf(request, site)
      return { asOfMs: site.clock.now().estimateMs, links: doors.links().map((link) => linkView(site, link)) }
    },
  )
  waitingRoutes(app, site)
  parkedRoutes(app, site)
}

/** A link with the names people know, and why it was stopped. */
export function linkView(site: Site, link: LinkState) {
  const { peer, peerFacts, ...rest } = link
  const known = site.store.links.get(peer)
  const stopped = known?.stopped ?? null
  return {
    ...pick(rest),
    peer: siteNamed(site, peer),
    peerFacts: peerFacts === null ? null : pickFacts(peerFacts),
    stopped: stopped === null ? null : { code: stopped, detail: known?.stoppedDetail ?? '', sinceMs: known?.stoppedMs ?? null },
  }
}

/** The program may know more of a link than screens show. */
function pick(link: Omit<LinkState, 'peer' | 'peerFacts'>) {
  const { state, sinceMs, reason, detail, linkId, session, offset, lanes, drops, lastHeardMs, peerInMaintenance, nextDialMs } =
    link
  return { state, sinceMs, reason, detail, linkId, session, offset, lanes, drops, lastHeardMs, peerInMaintenance, nextDialMs }
}

function pickFacts({ store, generation, programVersion, rosterVersion }: NonNullable<LinkState['peerFacts']>) {
  return { store, generation, programVersion, rosterVersion }
}

function waitingRoutes(app: App, site: Site): void {
  app.get(
    '/api/outgoing',
    {
      config: { action: 'link.read' },
      schema: {
        tags,
        summary: '待发 outgoing',
        querystring: LIMITED,
        response: { 200: record({ asOfMs: MS, lanes: list(OUTGOING) }) },
      },
    },
    (request) => {
      actingOf(request, site)
      return { asOfMs: site.clock.now().estimateMs, lanes: listOutgoing(site, request.query.limit ?? 50) }
    },
  )

  app.get(
    '/api/held',
    {
      config: { action: 'link.read' },
      schema: {
        tags,
        summary: '待前序 held',
        querystring: LIMITED,
        response: { 200: record({ asOfMs: MS, total: COUNT, held: list(HELD) }) },
      },
    },
    (request) => {
      actingOf(request, site)
      return { asOfMs: site.clock.now().estimateMs, ...listHeld(site, request.query.limit ?? 50) }
    },
  )

  app.get(
    '/api/requests',
    {
      config: { action: 'link.read' },
      schema: {
        tags,
        summary: '未答复的请求 requests',
        querystring: LIMITED,
        response: { 200: record({ asOfMs: MS, requests: list(REQUEST) }) },
      },
    },
    (request) => {
      actingOf(request, site)
      const rights = rightsOfRequest(request, site)
      const requests = listRequests(site, request.query.limit ?? 50)
      // Who keeps the network going sees what waits; everybody else what waits of their own cases.
      const shown = may(rights, 'parked.read') ? requests : requests.filter(({ caseId }) => maySeeCase(site, rights, caseId))
      return { asOfMs: site.clock.now().estimateMs, requests: shown }
    },
  )
}

function parkedRoutes(app: App, site: Site): void {
  app.get(
    '/api/parked',
    {
      config: { action: 'parked.read' },
      schema: { tags, summary: '隔离 parked', response: { 200: record({ asOfMs: MS, parked: list(PARKED) }) } },
    },
    (request) => {
      actingOf(request, site)
      return { asOfMs: site.clock.now().estimateMs, parked: listParked(site) }
    },
  )

  app.post(
    '/api/parked/retry',
    {
      config: { action: 'parked.retry' },
      schema: {
        tags,
        summary: '重试隔离记录 retry',
        body: record({ code: Type.Optional(FAULT_CODE) }),
        response: { 200: record({ settled: COUNT, left: COUNT }) },
      },
    },
    async (request) => {
      actingOf(request, site)
      const settled = await site.commit(() => {
        const count = retryParked(site, request.body.code ?? null)
        settlePending(site)
        return count
      })
      return { settled, left: site.store.inbox.parked().length }
    },
  )

  app.post(
    '/api/parked/:id/retry',
    {
      config: { action: 'parked.retry' },
      schema: {
        tags,
        summary: '重试一条隔离记录 retry one',
        params: record({ id: ROW }),
        response: { 200: record({ settled: Type.Boolean(), left: COUNT }) },
      },
    },
    async (request) => {
      actingOf(request, site)
      const id = Number(request.params.id)
      const settled = await site.commit(() => {
        const isSettled = retryParkedById(site, id)
        settlePending(site)
        return isSettled
      })
      if (settled === null) throw new Fault('parked/unknown', String(id))
      return { settled, left: site.store.inbox.parked().length }
    },
  )
}
