import type { ItemDraft } from '../../domain/item.js'
import { fileProblem, type SheetProblem } from '../../wire/columns/cell.js'
import { organBook } from '../../wire/columns/organ-book.js'
import { sha256Hex } from '../../wire/hash.js'
import { decodeItem, encodeItem } from '../../wire/item.js'
import { readMapping } from '../../wire/sheets/mapping-file.js'
import { type ImportedItem, readTables, type ReadTables } from '../../wire/sheets/read-tables.js'
import { writeTables } from '../../wire/sheets/write-tables.js'
import { readJson, writeJson } from '../../wire/workbook/json-document.js'
import { readWorkbook } from '../../wire/workbook/read-workbook.js'
import { writeWorkbook } from '../../wire/workbook/write-workbook.js'
import type { KnownVersion, ReadItemMessage, ReadJob, SheetJob, SheetMessage, WriteJob } from './sheet-job.js'

/** A page shows no more, and a file with more wants another look first. */
const MOST_PROBLEMS = 2_000
/** Messages stay small, so that who receives them goes on with other things between two. */
const ITEMS_A_MESSAGE = 50

export type Tell = (message: SheetMessage) => void

/** Reads or writes a file of items, telling what comes of it as it goes. */
export function runSheetJob(job: SheetJob, tell: Tell): Promise<void> {
  return job.kind === 'read' ? read(job, tell) : write(job, tell)
}

async function read(job: ReadJob, tell: Tell): Promise<void> {
  const mapping = job.mapping === null ? null : readMapping(job.mapping)
  if (Array.isArray(mapping)) return tellEnd(tell, mapping, 0)
  const file = job.format === 'json' ? readJson(job.bytes) : await readWorkbook(job.bytes)
  if (file.problems.some(({ severity, sheet }) => severity === 'error' && sheet === null)) return tellEnd(tell, file.problems, 0)
  const context = {
    organs: organBook(job.organs),
    known: job.known,
    mapping: mapping as Exclude<typeof mapping, readonly SheetProblem[]>,
    effectiveFrom: job.effectiveFrom,
    source: job.source,
    progress: (done: number, total: number) => tell({ kind: 'progress', done, total }),
  }
  const tables = readTables(file.tables, context)
  const problems = [...file.problems, ...tables.problems, ...foreign(tables, job)]
  if (!problems.some(({ severity }) => severity === 'error')) tellItems(tell, tables.items, job.known)
  tellEnd(tell, problems, tables.rowCount)
}

/** A gateway publishes for organs of its own area alone, and under ids that no other publisher has. */
function foreign({ items }: ReadTables, job: ReadJob): readonly SheetProblem[] {
  const [ours, elsewhere] = [new Set(job.ours), new Set(job.elsewhere)]
  return items.flatMap(({ draft, sheet, row }) => {
    const told = (detail: string): SheetProblem => ({ ...fileProblem('authority/denied', detail), sheet, row })
    if (elsewhere.has(draft.id)) return [told(`编号 ${draft.id} 是其他平台发布的事项`)]
    return draft.organ === null || ours.has(draft.organ) ? [] : [told(`“${draft.name}”的实施主体不在本级及以下`)]
  })
}

function tellItems(tell: Tell, items: readonly ImportedItem[], known: readonly KnownVersion[]): void {
  const byId = new Map(known.map((version) => [version.id, version]))
  for (let at = 0; at < items.length; at += ITEMS_A_MESSAGE)
    tell({ kind: 'items', items: items.slice(at, at + ITEMS_A_MESSAGE).map(({ draft }) => messageOf(draft, byId.get(draft.id))) })
}

function messageOf(draft: ItemDraft, known: KnownVersion | undefined): ReadItemMessage {
  const { id, name } = draft
  const bytes = encodeItem(draft)
  if (known === undefined) return { id, name, bytes, change: 'new' }
  // Another day alone is no change; the day is chosen when it is published.
  const { version, effectiveFrom } = known
  const isSame = sha256Hex(encodeItem({ ...draft, version, effectiveFrom })) === known.digest
  return { id, name, bytes, change: isSame ? 'unchanged' : 'changed' }
}

function tellEnd(tell: Tell, problems: readonly SheetProblem[], rows: number): void {
  const errors = problems.filter(({ severity }) => severity === 'error')
  const warnings = problems.filter(({ severity }) => severity === 'warning')
  const told = [...errors, ...warnings].slice(0, MOST_PROBLEMS)
  tell({ kind: 'read', problems: told, errors: errors.length, warnings: warnings.length, rows })
}

async function write({ items, organs, format }: WriteJob, tell: Tell): Promise<void> {
  const drafts = items.map((bytes): ItemDraft => {
    const { digest: _, ...draft } = decodeItem(bytes)
    return draft
  })
  const tables = writeTables(drafts, organBook(organs), format === 'json' ? 'field' : 'both')
  tell({ kind: 'written', bytes: format === 'json' ? writeJson(tables) : await writeWorkbook(tables) })
}
