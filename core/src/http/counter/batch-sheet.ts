import { Type } from 'typebox'
import { shownCell } from '../../wire/columns/cell.js'
import { readWorkbook } from '../../wire/workbook/read-workbook.js'
import { actingOf } from '../acting.js'
import type { App, Routes } from '../plugin.js'
import { InputFault } from '../refuse.js'
import { list, record } from '../schemas/common.js'

/** A list of people is some kilobytes; photographs do not belong in it. */
const MAX_SHEET_BYTES = 2 * 1024 * 1024
/** As many as a batch takes, and their titles. */
const MAX_ROWS = 201
const MAX_COLUMNS = 50

/** 名单: the first sheet of an .xlsx file as text, for a batch's grid; nothing is kept of it. */
export const batchSheetRoutes: Routes = (app, site) => {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    const own = scope as App
    own.post(
      '/api/batches/sheet',
      {
        bodyLimit: MAX_SHEET_BYTES,
        config: { action: 'case.register', tooLarge: 'input/too-large' as const, bytes: 'in' as const },
        schema: {
          tags: ['batches'],
          summary: '读取名单文件 read a list of people from a workbook',
          response: { 200: record({ rows: list(list(Type.String())) }) },
        },
      },
      async (request) => {
        actingOf(request, site)
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const { tables, problems } = await readWorkbook(bytes)
        const [problem] = problems.filter(({ severity }) => severity === 'error')
        const [table] = tables
        if (table === undefined) throw new InputFault(problem?.code ?? 'import/not-a-table', problem?.detail ?? '', [])
        if (table.rows.length > MAX_ROWS) throw new InputFault('input/too-large', `${table.rows.length} rows`, [])
        return { rows: table.rows.map(({ cells }) => cells.slice(0, MAX_COLUMNS).map((cell) => shownCell(cell) ?? '')) }
      },
    )
  })
}
