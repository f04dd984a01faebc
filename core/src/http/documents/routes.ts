import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Fault } from '../../domain/fault.js'
import { findBag } from '../../site/bags/bag.js'
import { CASE_DOCUMENTS, titleOf } from '../../domain/documents/kinds.js'
import { caseDocument } from '../../site/documents/case-document.js'
import type { PrintedDocument } from '../../site/documents/facts.js'
import { noteView } from '../../site/audit/views.js'
import { draftMandate } from '../../site/documents/mandate.js'
import { siteNamed } from '../../site/query/names.js'
import type { Site } from '../../site/site.js'
import { actingOf } from '../acting.js'
import type { Routes } from '../plugin.js'
import { html, type Html } from '../print/html.js'
import { sheet } from '../print/sheet.js'
import { answered } from '../refuse.js'
import { HEX_ID, ID, oneOf, record } from '../schemas/common.js'
import { PRINT_POLICY } from '../security/headers.js'
import { bagSlip } from './bag-slip.js'
import { documentBody } from './page.js'

const LOOK = record({
  type: Type.Optional(oneOf('normal', 'large')),
  paper: Type.Optional(oneOf('a4', 'slip')),
  place: Type.Optional(ID),
  organ: Type.Optional(ID),
})

/** 文书打印: pages opened by a link of whoever signed in, each with its right. */
export const documentRoutes: Routes = (app, site) => {
  app.get(
    '/print/cases/:case/:document',
    {
      config: { action: 'case.read', deskInAddress: true },
      schema: { hide: true, params: record({ case: HEX_ID, document: oneOf(...CASE_DOCUMENTS) }), querystring: LOOK },
    },
    async (request, reply) => {
      const acting = actingOf(request, site)
      const { case: caseId, document: kind } = request.params
      const document = answered(caseDocument(site, caseId, kind, acting))
      // The document may name the applicant, and says more than a list does.
      await noteView(site, caseId, acting, null)
      return printed(site, request, reply, documentPage(document))
    },
  )

  app.get(
    '/print/bags/:bag',
    {
      config: { action: 'case.list', deskInAddress: true },
      schema: { hide: true, params: record({ bag: Type.String({ pattern: '^[0-9A-Za-z-]{1,60}$' }) }), querystring: LOOK },
    },
    (request, reply) => {
      const { bag } = request.params
      const found = findBag(site, actingOf(request, site).place, bag.toUpperCase())
      if (found === null) throw new Fault('bag/unknown', bag)
      return printed(site, request, reply, { title: `原件交接单 ${found.bag}`, body: bagSlip(found) })
    },
  )

  app.get(
    '/print/drafts/:draft/mandate',
    {
      config: { action: 'draft.read', deskInAddress: true },
      schema: { hide: true, params: record({ draft: HEX_ID }), querystring: LOOK },
    },
    (request, reply) =>
      printed(site, request, reply, documentPage(answered(draftMandate(site, actingOf(request, site), request.params.draft)))),
  )
}

interface Page {
  readonly title: string
  readonly body: Html
}

function documentPage(document: PrintedDocument): Page {
  return { title: `${titleOf(document.text.kind)} ${document.number ?? ''}`.trim(), body: documentBody(document) }
}

function printed(site: Site, { url }: FastifyRequest, reply: FastifyReply, { title, body }: Page): FastifyReply {
  const address = new URL(url, 'http://here')
  const large = address.searchParams.get('type') === 'large'
  const slip = address.searchParams.get('paper') === 'slip'
  const by = { place: siteNamed(site, site.id).name, asOfMs: site.clock.now().estimateMs }
  const otherSize = changed(address, 'type', large ? 'normal' : 'large')
  return reply
    .header('content-security-policy', PRINT_POLICY)
    .type('text/html; charset=utf-8')
    .send(sheet({ title, large, otherSize, slip, printed: by, tools: otherPaper(address, slip), body }))
}

function otherPaper(address: URL, slip: boolean): Html {
  return html` <a href="${changed(address, 'paper', slip ? 'a4' : 'slip')}">${slip ? '换 A4 纸' : '换 80 毫米小票'}</a>`
}

function changed({ pathname, searchParams }: URL, name: string, value: string): string {
  const params = new URLSearchParams(searchParams)
  params.set(name, value)
  return `${pathname}?${params.toString()}`
}
