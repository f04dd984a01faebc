import { Type } from 'typebox'
import {
  reportCases,
  reportOutsideHall,
  reportSteps,
  reportVillage,
  reportVillages,
} from '../../site/catalogue-reports/reports.js'
import { actingOf } from '../acting.js'
import type { Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { ITEM_CASES, OUTSIDE_HALL, TOO_MANY_STEPS, VILLAGE_GAPS, VILLAGE_REPORT } from '../schemas/catalogue-reports.js'
import { DATE, ID, record } from '../schemas/common.js'

const tags = ['catalogue']
const UNDER = Type.Partial(record({ under: ID }))

/** 事项目录报表: what the catalogue shows of itself, from the items and the cases this site holds. */
export const catalogueReportRoutes: Routes = (app, site, doors) => {
  villageReports(app, site, doors)
  itemReports(app, site, doors)
}

const villageReports: Routes = (app, site) => {
  const asOf = () => ({ asOfMs: site.clock.now().estimateMs })

  app.get(
    '/api/catalogue/reports/villages',
    {
      config: { action: 'catalogue.read' },
      schema: {
        tags,
        summary: '各村办不了的事项 what villages cannot offer',
        querystring: UNDER,
        response: { 200: VILLAGE_REPORT },
      },
    },
    (request) => {
      actingOf(request, site)
      return { ...asOf(), ...answered(reportVillages(site, request.query.under ?? null)) }
    },
  )

  app.get(
    '/api/catalogue/reports/villages/:place',
    {
      config: { action: 'catalogue.read' },
      schema: {
        tags,
        summary: '一村办不了的事项 of one village',
        params: record({ place: ID }),
        response: { 200: VILLAGE_GAPS },
      },
    },
    (request) => {
      actingOf(request, site)
      return { ...asOf(), ...answered(reportVillage(site, request.params.place)) }
    },
  )
}

const itemReports: Routes = (app, site) => {
  const asOf = () => ({ asOfMs: site.clock.now().estimateMs })

  app.get(
    '/api/catalogue/reports/outside-hall',
    {
      config: { action: 'catalogue.read' },
      schema: { tags, summary: '大厅外办理的事项 decided outside the hall', response: { 200: OUTSIDE_HALL } },
    },
    (request) => {
      actingOf(request, site)
      return { ...asOf(), items: reportOutsideHall(site) }
    },
  )

  app.get(
    '/api/catalogue/reports/steps',
    {
      config: { action: 'catalogue.read' },
      schema: { tags, summary: '内部环节过多的事项 too many internal steps', response: { 200: TOO_MANY_STEPS } },
    },
    (request) => {
      actingOf(request, site)
      return { ...asOf(), items: reportSteps(site) }
    },
  )

  app.get(
    '/api/catalogue/reports/cases',
    {
      config: { action: 'catalogue.read' },
      schema: {
        tags,
        summary: '各事项办件数 cases of each item',
        querystring: record({ from: DATE, to: DATE }),
        response: { 200: ITEM_CASES },
      },
    },
    (request) => {
      actingOf(request, site)
      return { ...asOf(), items: answered(reportCases(site, request.query.from, request.query.to)) }
    },
  )
}
