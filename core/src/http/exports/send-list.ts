import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { FastifyReply } from 'fastify'
import type { Acting } from '../../site/act.js'
import { auditNow } from '../../site/audit/audit.js'
import type { Site } from '../../site/site.js'
import { type ListSheet, streamWorkbook } from '../../wire/workbook/stream-workbook.js'
import { FILE_POLICY } from '../security/headers.js'

/** A list that leaves the system: what it is called in the audit log, under which filter, with how many rows. */
export interface SentList {
  readonly subject: string
  readonly filter: Readonly<Record<string, unknown>>
  readonly count: number
  readonly sheet: ListSheet
}

/** 导出: one door for every list. Who took what under which filter is recorded before the first row goes out. */
export async function sendList(
  site: Site,
  reply: FastifyReply,
  { person, place }: Acting,
  { subject, filter, count, sheet }: SentList,
): Promise<FastifyReply> {
  const reason = JSON.stringify(filter)
  const entry = { kind: 'export' as const, person, place, subject: `list ${subject}`, outcome: `${count} rows`, reason }
  await site.commit(() => auditNow(site, entry))
  return reply
    .headers({
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${subject}.xlsx"; filename*=UTF-8''${encodeURIComponent(sheet.name)}.xlsx`,
      'content-security-policy': FILE_POLICY,
    })
    .send(Readable.fromWeb(streamWorkbook(sheet) as ReadableStream<Uint8Array>))
}
