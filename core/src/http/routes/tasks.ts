import { Type } from 'typebox'
import { maySeeCase } from '../../site/rights/case-target.js'
import { openTasks } from '../../site/query/tasks.js'
import { actingOf } from '../acting.js'
import { rightsOfRequest } from '../lock.js'
import type { Routes } from '../plugin.js'
import { TASK_LINE } from '../schemas/case.js'
import { DATE, ID, list, MS, record } from '../schemas/common.js'

const FILTER = record({ place: Type.Optional(ID), person: Type.Optional(ID), dueBefore: Type.Optional(DATE) })

/** 任务: what this site was asked to do and has not answered; answering is an act on the case. */
export const taskRoutes: Routes = (app, site) => {
  app.get(
    '/api/tasks',
    {
      config: { action: 'case.list' },
      schema: {
        tags: ['tasks'],
        summary: '待办任务 open tasks',
        querystring: FILTER,
        response: { 200: record({ asOfMs: MS, tasks: list(TASK_LINE) }) },
      },
    },
    (request) => {
      actingOf(request, site)
      const rights = rightsOfRequest(request, site)
      const tasks = openTasks(site, request.query).filter(({ caseId }) => maySeeCase(site, rights, caseId))
      return { asOfMs: site.clock.now().estimateMs, tasks }
    },
  )
}
