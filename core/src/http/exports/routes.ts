import { Type } from 'typebox'
import { caseScope } from '../../site/rights/case-scope.js'
import { maySeeCase } from '../../site/rights/case-target.js'
import { listSites } from '../../site/query/directory.js'
import { caseLine, type CaseQuery, filterOf } from '../../site/query/cases.js'
import { placeNamed } from '../../site/query/names.js'
import { openTasks } from '../../site/query/tasks.js'
import type { Site } from '../../site/site.js'
import { originalsAt, untoldNotices } from '../../site/worklist/told-and-originals.js'
import { uncheckedOutside, worklist } from '../../site/worklist/worklist.js'
import type { CaseCursor } from '../../store/projections/case-list.js'
import { actingOf } from '../acting.js'
import { rightsOfRequest } from '../lock.js'
import { WORK_FILTER } from '../counter/worklist.js'
import type { App, Routes } from '../plugin.js'
import { CASE_FILTER, caseQueryOf } from '../routes/cases.js'
import { DATE, ID, record, TEXT } from '../schemas/common.js'
import { sendList } from './send-list.js'
import * as sheets from './sheets.js'

const tags = ['exports']
/** A link carries no headers. */
const desk = { place: Type.Optional(ID), organ: Type.Optional(ID) }
const config = { action: 'case.list', bytes: 'out', deskInAddress: true } as const
const DAY_MS = 86_400_000

/** 导出: every list as an Excel file, as it was filtered, with what its reader may see and nothing more. */
export const exportRoutes: Routes = (app, site) => {
  cases(app, site)
  work(app, site)
  counterLists(app, site)
  outsideSteps(app, site)

  app.get(
    '/api/exports/sites',
    {
      config: { ...config, action: 'directory.read' },
      schema: { tags, summary: '导出节点 sites', querystring: record({ ...desk, text: Type.Optional(TEXT) }) },
    },
    (request, reply) => {
      const { text = '' } = request.query
      const lines = listSites(site).filter(({ id, name }) => name.includes(text) || id.includes(text))
      const sheet = sheets.sheetOf('节点', sheets.siteHeaders, lines, sheets.siteRow)
      return sendList(site, reply, actingOf(request, site), { subject: 'sites', filter: { text }, count: lines.length, sheet })
    },
  )
}

function cases(app: App, site: Site): void {
  app.get(
    '/api/exports/cases',
    {
      config,
      schema: { tags, summary: '导出办件 cases', querystring: record({ ...CASE_FILTER, ...desk, at: Type.Optional(ID) }) },
    },
    (request, reply) => {
      const acting = actingOf(request, site)
      // `place` names the desk here; the list's own filter by place is `at`.
      const { place: _place, organ: _organ, at, ...rest } = request.query
      const asked = caseQueryOf({ ...rest, ...(at !== undefined && { place: at }) })
      const query = { ...asked, scope: caseScope(site, rightsOfRequest(request, site), 'case.list') }
      const count = [...site.store.caseList.countByStage(filterOf(site, query)).values()].reduce((sum, each) => sum + each, 0)
      const sheet = { name: '办件', headers: sheets.caseHeaders, pages: () => casePages(site, query) }
      return sendList(site, reply, acting, { subject: 'cases', filter: asked, count, sheet })
    },
  )
}

function work(app: App, site: Site): void {
  app.get(
    '/api/exports/worklist',
    {
      config,
      schema: {
        tags,
        summary: '导出待办办件 cases to finish',
        querystring: record({ ...WORK_FILTER, ...desk, office: Type.Optional(ID) }),
      },
    },
    (request, reply) => {
      const acting = actingOf(request, site)
      const { place: _place, organ: _organ, office, stage, ...rest } = request.query
      const asked = { ...rest, ...(office !== undefined && { organ: office }), ...(stage !== undefined && { stages: [stage] }) }
      const scope = caseScope(site, rightsOfRequest(request, site), 'case.list')
      const pageAt = (offset: number) => worklist(site, { ...asked, scope, limit: sheets.PAGE, offset })
      function* pages() {
        for (let offset = 0, page = pageAt(0); page.cases.length > 0; offset += sheets.PAGE, page = pageAt(offset))
          yield page.cases.map(sheets.workRow)
      }
      const sheet = { name: '待办', headers: sheets.workHeaders, pages }
      return sendList(site, reply, acting, { subject: 'worklist', filter: asked, count: pageAt(0).total, sheet })
    },
  )
}

function* casePages(site: Site, query: Omit<CaseQuery, 'limit' | 'cursor'>) {
  let after: CaseCursor | null = null
  for (;;) {
    const views = site.store.caseList.page(filterOf(site, query), sheets.PAGE, after)
    yield views.map((view) => sheets.caseRow(caseLine(site, view)))
    after = views.at(-1) ?? null
    if (views.length < sheets.PAGE || after === null) return
  }
}

function counterLists(app: App, site: Site): void {
  app.get(
    '/api/exports/tasks',
    { config, schema: { tags, summary: '导出任务 tasks', querystring: record({ ...desk, dueBefore: Type.Optional(DATE) }) } },
    (request, reply) => {
      const rights = rightsOfRequest(request, site)
      const { dueBefore } = request.query
      const acting = actingOf(request, site)
      const filter = { place: acting.place, ...(dueBefore !== undefined && { dueBefore }) }
      const nameOf = (place: string | null) => (place === null ? null : placeNamed(site, place).name)
      const seen = openTasks(site, filter).filter(({ caseId }) => maySeeCase(site, rights, caseId))
      const lines = seen.map((task) => ({ ...task, place: nameOf(task.place) }))
      const sheet = sheets.sheetOf('任务', sheets.taskHeaders, lines, sheets.taskRow)
      return sendList(site, reply, acting, { subject: 'tasks', filter, count: lines.length, sheet })
    },
  )

  app.get(
    '/api/exports/notices',
    { config, schema: { tags, summary: '导出待告知 notices to tell', querystring: record(desk) } },
    (request, reply) => {
      const acting = actingOf(request, site)
      const lines = untoldNotices(site, [acting.place])
      const sheet = sheets.sheetOf('待告知', sheets.noticeHeaders, lines, sheets.noticeRow)
      return sendList(site, reply, acting, { subject: 'notices', filter: { place: acting.place }, count: lines.length, sheet })
    },
  )

  app.get(
    '/api/exports/originals',
    { config, schema: { tags, summary: '导出原件 originals', querystring: record(desk) } },
    (request, reply) => {
      const acting = actingOf(request, site)
      const lines = originalsAt(site, acting.place, null)
      const sheet = sheets.sheetOf('原件', sheets.originalHeaders, lines, sheets.originalRow)
      return sendList(site, reply, acting, { subject: 'originals', filter: { place: acting.place }, count: lines.length, sheet })
    },
  )
}

function outsideSteps(app: App, site: Site): void {
  app.get(
    '/api/exports/outside',
    {
      config,
      schema: {
        tags,
        summary: '导出外部办理 steps in other systems',
        querystring: record({ ...desk, days: Type.Optional(Type.Integer({ minimum: 0, maximum: 365 })) }),
      },
    },
    (request, reply) => {
      const { days = 3 } = request.query
      const lines = uncheckedOutside(site, rightsOfRequest(request, site), days * DAY_MS)
      const sheet = sheets.sheetOf('外部办理', sheets.outsideHeaders, lines, sheets.outsideRow)
      return sendList(site, reply, actingOf(request, site), { subject: 'outside', filter: { days }, count: lines.length, sheet })
    },
  )
}
