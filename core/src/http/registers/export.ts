import type { FastifyReply } from 'fastify'
import type { Acting } from '../../site/act.js'
import { auditNow } from '../../site/audit/audit.js'
import type { Site } from '../../site/site.js'
import type { Cell } from '../../wire/columns/cell.js'
import { writeWorkbook } from '../../wire/workbook/write-workbook.js'
import { FILE_POLICY } from '../security/headers.js'

/** A register as it is handed out: what of, under which name, header first. */
export interface Handed {
  readonly subject: string
  /** Without its ending. */
  readonly file: string
  /** Of the sheet. */
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
}

/** Sends it as an Excel file once it is in the audit log who took it. */
export async function sendWorkbook(
  site: Site,
  reply: FastifyReply,
  { person, place }: Acting,
  { subject, file, name, rows }: Handed,
): Promise<FastifyReply> {
  const bytes = await writeWorkbook([{ name, rows: rows.map((cells, at) => ({ number: at + 1, cells })) }])
  const outcome = `${rows.length - 1} rows`
  await site.commit(() => auditNow(site, { kind: 'export', person, place, subject, outcome, reason: null }))
  return reply
    .headers({
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${file}.xlsx"`,
      'content-security-policy': FILE_POLICY,
    })
    .send(Buffer.from(bytes))
}
