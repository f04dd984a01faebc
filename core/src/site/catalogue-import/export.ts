import { Fault } from '../../domain/fault.js'
import type { OrganId } from '../../domain/values.js'
import { encodeItem } from '../../wire/item.js'
import type { Site } from '../site.js'
import { organsFor, ownItems } from './catalogue-view.js'
import type { FileFormat, WriteJob } from './sheet-job.js'
import { inThread, type SheetRunner } from './sheet-runner.js'

/** Which items a file is asked for; all of this gateway's when no organ is named. */
export interface ExportQuery {
  readonly format: FileFormat
  readonly organ: OrganId | null
}

/** What this gateway publishes as a file that `Imports` takes in again; written in a thread of its own. */
export async function exportItems(
  site: Site,
  { format, organ }: ExportQuery,
  runner: SheetRunner = inThread,
): Promise<Uint8Array> {
  const items: Uint8Array[] = []
  for await (const item of ownItems(site)) if (organ === null || item.organ === organ) items.push(encodeItem(item))
  const job: WriteJob = { kind: 'write', format, items, organs: organsFor(site).named }
  let written: Uint8Array | null = null
  const end = await runner(job, (message) => {
    if (message.kind === 'written') written = message.bytes
  })
  if (written === null) throw new Fault('internal/bug', `export ${end.kind}`, end.kind === 'failed' ? end.error : undefined)
  return written
}
