import { Type } from 'typebox'
import { personNamed, placeNamed } from '../../site/query/names.js'
import { today } from '../../site/registers/consultations.js'
import { periodAround, type PeriodKind } from '../../site/registers/periods.js'
import { placeRows, placeTallies, type Tally } from '../../site/registers/place-days.js'
import { dayAt, signOff } from '../../site/registers/sign-off.js'
import type { Site } from '../../site/site.js'
import { actingOf } from '../acting.js'
import type { App, Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { DATE, ID, record } from '../schemas/common.js'
import { sendWorkbook } from './export.js'
import { DAY, PERIOD_ASKED, PLACE_LEDGER, PLACE_ROWS, SIGN_OFF } from './schemas.js'

const tags = ['registers']

/** 日清 of the place where somebody sits, and 台账 of every place below it. */
export const dayRoutes: Routes = (app, site) => {
  signingOff(app, site)
  ledger(app, site)
  exporting(app, site)
}

function signingOff(app: App, site: Site): void {
  app.get(
    '/api/day',
    {
      config: { action: 'register.read' },
      schema: {
        tags,
        summary: '日清 what is open at the place, and who signed the day off',
        querystring: record({ day: Type.Optional(DATE) }),
        response: { 200: DAY },
      },
    },
    (request) => {
      const { signedOff, ...day } = answered(dayAt(site, actingOf(request, site), request.query.day ?? null))
      return { ...day, signedOff: signedOff === null ? null : shownSignOff(site, signedOff) }
    },
  )

  app.post(
    '/api/day/sign-off',
    {
      config: { action: 'register.sign-off' },
      schema: { tags, summary: '日清签字 sign the day off', body: SIGN_OFF, response: { 201: DAY } },
    },
    async (request, reply) => {
      const acting = actingOf(request, site)
      const signed = answered(await signOff(site, acting, request.body))
      const { now, asOfMs } = answered(dayAt(site, acting, signed.day))
      return reply.code(201).send({ asOfMs, day: signed.day, now, signedOff: shownSignOff(site, signed) })
    },
  )
}

function ledger(app: App, site: Site): void {
  app.get(
    '/api/place-days',
    {
      config: { action: 'register.read' },
      schema: {
        tags,
        summary: '台账 counts of each place of the jurisdiction, also of those with nothing',
        querystring: record(PERIOD_ASKED),
        response: { 200: PLACE_LEDGER },
      },
    },
    (request) => {
      const period = periodOf(site, request.query)
      const tallies = answered(placeTallies(site, actingOf(request, site), period))
      const places = tallies.map(({ place, tally }) => ({ place: placeNamed(site, place), tally }))
      return { asOfMs: site.clock.now().estimateMs, from: period.from, until: period.until, places }
    },
  )

  app.get(
    '/api/place-days/:place',
    {
      config: { action: 'register.read' },
      schema: {
        tags,
        summary: '一个站点的台账 one place, row by row, also of days with nothing',
        params: record({ place: ID }),
        querystring: record(PERIOD_ASKED),
        response: { 200: PLACE_ROWS },
      },
    },
    (request) => {
      const rows = answered(placeRows(site, actingOf(request, site), periodOf(site, request.query), request.params.place))
      return {
        asOfMs: site.clock.now().estimateMs,
        rows: rows.map(({ span, tally, signedBy }) => ({
          ...span,
          tally,
          signedBy: signedBy.map((id) => personNamed(site, id)),
        })),
      }
    },
  )
}

function exporting(app: App, site: Site): void {
  app.get(
    '/api/place-days-export',
    {
      config: { action: 'register.export', bytes: 'out' },
      schema: { tags, summary: '导出台账 each row of each place as an Excel file', querystring: record(PERIOD_ASKED) },
    },
    (request, reply) => {
      const acting = actingOf(request, site)
      const period = periodOf(site, request.query)
      const rows = answered(placeRows(site, acting, period, null)).map(({ place, span, tally, signedBy }) => [
        ...[placeNamed(site, place).name, span.from, span.until, ...cellsOf(tally)],
        signedBy.map((id) => personNamed(site, id).name).join('、'),
      ])
      const span = `${period.from}--${period.until}`
      return sendWorkbook(site, reply, acting, {
        ...{ subject: `place-days ${span}`, file: `place-days-${span}`, name: '台账' },
        rows: [HEADER, ...rows],
      })
    },
  )
}

function periodOf(site: Site, { period, date }: { readonly period: PeriodKind; readonly date?: string }) {
  return periodAround(period, date ?? today(site))
}

const HEADER = ['站点', '起', '止', '收件', '受理', '退回补正', '办结决定', '告知', '咨询', '日清天数', '签字人']

/** What only the place's own machine knows says so: an empty cell would read as none. */
function cellsOf({ taken, accepted, returned, decided, told, consultations, signedOff }: Tally) {
  return [taken, accepted, returned, decided, told, consultations ?? '在本站', signedOff ?? '在本站']
}

function shownSignOff(
  site: Site,
  { person, atMs, counts, remark }: Extract<Awaited<ReturnType<typeof signOff>>, { remark: string }>,
) {
  return { person: personNamed(site, person), atMs, counts, remark }
}
