import { Type } from 'typebox'
import { maskName, maskNumbers, maskPhone } from '../../domain/people/mask.js'
import { versionInForce } from '../../site/intake/item-standing.js'
import { personNamed } from '../../site/query/names.js'
import { consultationsOf, recordConsultation, usualItems } from '../../site/registers/consultations.js'
import type { Site } from '../../site/site.js'
import type { Consultation } from '../../store/registers/consultations.js'
import { actingOf } from '../acting.js'
import type { Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { DATE, record } from '../schemas/common.js'
import { sendWorkbook } from './export.js'
import { CONSULTATION_DAY, CONSULTATION_INPUT, CONSULTATION_LINE } from './schemas.js'

const tags = ['registers']
const ASKED = record({ day: Type.Optional(DATE) })

/** 咨询登记: who asked about what at this place, day by day; names and numbers masked. */
export const consultationRoutes: Routes = (app, site) => {
  app.get(
    '/api/consultations',
    {
      config: { action: 'register.read' },
      schema: { tags, summary: '咨询登记 of a day at the place', querystring: ASKED, response: { 200: CONSULTATION_DAY } },
    },
    (request) => {
      const acting = actingOf(request, site)
      const { day, consultations } = answered(consultationsOf(site, acting, request.query.day ?? null))
      const usual = usualItems(site, acting.place).map((item) => itemOf(site, item))
      const shown = consultations.map((each) => lineOf(site, each))
      return { asOfMs: site.clock.now().estimateMs, day, total: shown.length, consultations: shown, usual }
    },
  )

  app.post(
    '/api/consultations',
    {
      config: { action: 'register.write' },
      schema: { tags, summary: '登记咨询 record', body: CONSULTATION_INPUT, response: { 201: CONSULTATION_LINE } },
    },
    async (request, reply) => {
      const recorded = answered(await recordConsultation(site, actingOf(request, site), request.body))
      return reply.code(201).send(lineOf(site, recorded))
    },
  )

  app.get(
    '/api/consultations/export',
    {
      config: { action: 'register.export', bytes: 'out' },
      schema: { tags, summary: '导出咨询登记 as an Excel file', querystring: ASKED },
    },
    (request, reply) => {
      const acting = actingOf(request, site)
      const { day, consultations } = answered(consultationsOf(site, acting, request.query.day ?? null))
      const rows = consultations.map((each) => {
        const { atMs, person, item, became, name, phone, note } = lineOf(site, each)
        return [clock(atMs), item?.name ?? '无对应事项', BECAME[became], name, phone, note, person.name]
      })
      const header = ['时间', '事项', '结果', '咨询人', '电话', '内容', '接待人']
      return sendWorkbook(site, reply, acting, {
        subject: `consultations ${day}`,
        file: `consultations-${day}`,
        name: '咨询登记',
        rows: [header, ...rows],
      })
    },
  )
}

const BECAME = { told: '口头答复', listed: '给了清单', application: '转为申请' } as const

function lineOf(site: Site, { id, atMs, person, item, became, answers, name, phone, note }: Consultation) {
  const masked = { name: name === '' ? '' : maskName(name), phone: phone === '' ? '' : maskPhone(phone), note: maskNumbers(note) }
  return {
    id,
    atMs,
    person: personNamed(site, person),
    item: item === null ? null : itemOf(site, item),
    became,
    answers,
    ...masked,
  }
}

function itemOf(site: Site, item: string) {
  return { id: item, name: versionInForce(site, item)?.name ?? item }
}

function clock(ms: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(ms)
}
