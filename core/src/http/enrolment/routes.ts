import { Type } from 'typebox'
import { Fault } from '../../domain/fault.js'
import { currentPlace, personAt } from '../../domain/roster-view.js'
import { makeCodes, type ShownCode } from '../../site/enrolment/codes.js'
import { codeState, machinesBelow, type PlannedSite, plannedSites, sitesToEnrol } from '../../site/enrolment/listing.js'
import { placeNamed, siteNamed } from '../../site/query/names.js'
import type { Site } from '../../site/site.js'
import type { EnrolmentCode } from '../../store/doors/enrolments.js'
import { showCode } from '../../wire/doors/code.js'
import { actingOf } from '../acting.js'
import type { App, Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { list, MS, record } from '../schemas/common.js'
import { sheetPolicy } from '../security/headers.js'
import { randomHex } from '../../wire/hash.js'
import { addDecisionRoutes } from './decisions.js'
import { CODE_LINE, CODES_MADE, CODES_WANTED, MACHINE_LINE, PLANNED_LINE } from './schemas.js'
import { qrText, sheetPage, type SheetHead } from './sheet.js'

/** What the program knows of its own door: gateways only. */
export interface EnrolmentFacts {
  /** Address machines dial. */
  readonly address: () => string
  /** The mark of the network's authority. */
  readonly authority: string
  /** Whether a code alone is not enough, unless the administrator says otherwise. */
  readonly needsApproval: boolean
}

interface Wanted {
  readonly sites?: readonly string[]
  readonly township?: string
  readonly needsApproval?: boolean
  readonly replaces?: boolean
}

const tags = ['enrolments']

/** 入网: codes, approvals, and cutting off. Served by gateways. */
export function enrolmentRoutes(facts: EnrolmentFacts): Routes {
  return (app, site) => {
    const headOf = (): SheetHead => {
      const { name } = siteNamed(site, site.id)
      return { address: facts.address(), authority: facts.authority, gateway: name }
    }
    const codesFor = async (wanted: Wanted, by: string): Promise<readonly ShownCode[]> => {
      const { needsApproval = facts.needsApproval, replaces = false } = wanted
      return answered(await makeCodes(site, { sites: sitesOf(site, wanted), needsApproval, replaces, by })).codes
    }
    addCodeRoutes(app, site, headOf, codesFor)
    addListRoute(app, site)
    addDecisionRoutes(app, site, (code) => codeLine(site, code))
  }
}

function sitesOf(site: Site, { sites = [], township }: Wanted): readonly string[] {
  const below = township === undefined ? [] : sitesToEnrol(site, township)
  if (below === null) throw new Fault('place/unknown', township)
  const wanted = [...new Set([...sites, ...below])]
  if (wanted.length === 0) throw new Fault('enrolment/refused', 'no site without a machine')
  return wanted
}

type CodesFor = (wanted: Wanted, by: string) => Promise<readonly ShownCode[]>

function addCodeRoutes(app: App, site: Site, headOf: () => SheetHead, codesFor: CodesFor): void {
  app.post(
    '/api/enrolments',
    {
      config: { action: 'enrolment.make-code' },
      schema: { tags, summary: '发入网码 make codes', body: CODES_WANTED, response: { 201: CODES_MADE } },
    },
    async (request, reply) => {
      const { person } = actingOf(request, site)
      const head = headOf()
      const codes = await codesFor(request.body, person)
      const shown = codes.map(({ id, site: of, name, code, expiresMs }) => ({
        id,
        site: { id: of, name },
        code: showCode(code),
        qr: qrText(head, code),
        expiresMs,
      }))
      const { address, authority } = head
      return reply.code(201).send({ address, authority, codes: shown })
    },
  )

  app.post(
    '/api/enrolments/sheet',
    {
      config: { action: 'enrolment.make-code' },
      schema: {
        tags,
        summary: '打印入网码单 codes as a sheet to print',
        body: CODES_WANTED,
        produces: ['text/html'],
        response: { 201: Type.String() },
      },
      serializerCompiler: () => (page: unknown) => String(page),
    },
    async (request, reply) => {
      const { person } = actingOf(request, site)
      const nonce = randomHex(16)
      const page = sheetPage(headOf(), await codesFor(request.body, person), nonce)
      return reply.header('content-security-policy', sheetPolicy(nonce)).type('text/html; charset=utf-8').code(201).send(page)
    },
  )
}

function addListRoute(app: App, site: Site): void {
  const answer = record({ asOfMs: MS, codes: list(CODE_LINE), machines: list(MACHINE_LINE), planned: list(PLANNED_LINE) })
  app.get(
    '/api/enrolments',
    {
      config: { action: 'enrolment.read' },
      schema: { tags, summary: '入网码与机器 codes and machines', response: { 200: answer } },
    },
    (request) => {
      actingOf(request, site)
      const codes = site.store.enrolments.codes().map((code) => codeLine(site, code))
      const machines = machinesBelow(site).map(({ site: id, generation, trust, state }) => {
        const { fingerprint, issuedMs, renewByMs, revokedMs } = trust
        return { site: siteNamed(site, id), generation, fingerprint, issuedMs, renewByMs, revokedMs, state }
      })
      return {
        asOfMs: site.clock.now().estimateMs,
        codes,
        machines,
        planned: plannedSites(site).map((each) => plannedLine(site, each)),
      }
    },
  )
}

function plannedLine(site: Site, { site: id, place, state }: PlannedSite) {
  const above = place === null ? null : (currentPlace(site.roster, place)?.parent ?? null)
  const named = (of: string | null) => (of === null ? null : placeNamed(site, of))
  return { site: siteNamed(site, id), place: named(place), under: named(above), state }
}

function codeLine(site: Site, code: EnrolmentCode) {
  const { id, by, madeMs, expiresMs, approvedBy, fingerprint } = code
  return {
    id,
    site: siteNamed(site, code.site),
    by: personNamed(site, by),
    madeMs,
    expiresMs,
    state: codeState(site, code),
    fingerprint: fingerprint === null ? null : fingerprint.slice(0, 16),
    approvedBy: approvedBy === null ? null : personNamed(site, approvedBy),
  }
}

function personNamed(site: Site, id: string) {
  return { id, name: personAt(site.roster, id)?.name ?? id }
}
