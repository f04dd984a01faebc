import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkTogether } from '../../domain/catalogue-rules/check.js'
import type { Finding } from '../../domain/catalogue-rules/finding.js'
import type { FaultCode } from '../../domain/fault.js'
import type { ItemDraft } from '../../domain/item.js'
import { checkItem, faultOfFinding } from '../../wire/item-check.js'
import { shapeItem } from '../../wire/item-shape.js'

/** Something wrong with an item file; `item` is null when the file itself is meant. */
export interface ItemFileProblem {
  readonly code: FaultCode
  readonly file: string
  readonly item: string | null
  readonly detail: string
}

/** Items as files hold them: organs are named by department, and become ids where the item is offered. */
export interface ItemFiles {
  readonly items: readonly ItemDraft[]
  readonly problems: readonly ItemFileProblem[]
  /** Odd, and no reason to leave an item out. */
  readonly warnings: readonly ItemFileProblem[]
}

/** Reads every `*.json` of the folder, `{"department": …, "items": […]}`, in the order of their names, and checks each item. */
export function readItemFiles(folder: string): ItemFiles {
  const names = listFiles(folder)
  if ('code' in names) return { items: [], problems: [names], warnings: [] }
  const files = names.map((file) => ({ file, ...readItemFile(folder, file) }))
  const items = files.flatMap((file) => file.items)
  const between = betweenItems(files, items)
  return {
    items,
    problems: [...files.flatMap(({ problems }) => problems), ...repeatedIds(files), ...between.problems],
    warnings: [...files.flatMap(({ warnings }) => warnings), ...between.warnings],
  }
}

/** What only shows between items, each told with the file of its item. */
function betweenItems(
  files: readonly { readonly file: string; readonly items: readonly ItemDraft[] }[],
  items: readonly ItemDraft[],
): Omit<ItemFiles, 'items'> {
  const fileOf = new Map(files.flatMap(({ file, items: inIt }) => inIt.map(({ id }) => [id, file] as const)))
  const findings = checkTogether(items)
  const told = (severity: Finding['severity']) =>
    findings
      .filter((finding) => finding.severity === severity)
      .map((finding) => foundIn(fileOf.get(finding.item) ?? '', finding.item, finding))
  return { problems: told('refusal'), warnings: told('warning') }
}

function listFiles(folder: string): readonly string[] | ItemFileProblem {
  try {
    const names = readdirSync(folder)
    return names.filter((name) => name.endsWith('.json') && !name.startsWith('.')).sort()
  } catch (error) {
    return fileProblem(folder, error instanceof Error ? error.message : String(error))
  }
}

function repeatedIds(
  files: readonly { readonly file: string; readonly items: readonly ItemDraft[] }[],
): readonly ItemFileProblem[] {
  const first = new Map<string, string>()
  return files.flatMap(({ file, items }) =>
    items.flatMap(({ id }) => {
      const earlier = first.get(id)
      if (earlier === undefined) first.set(id, file)
      return earlier === undefined
        ? []
        : [{ code: 'catalogue/broken' as const, file, item: id, detail: `事项编号已在 ${earlier} 中` }]
    }),
  )
}

function readItemFile(folder: string, file: string): ItemFiles {
  const parsed = readJson(join(folder, file))
  if ('reason' in parsed) return brokenFile(file, parsed.reason)
  const list = (parsed.value as { readonly items?: unknown } | null)?.items
  if (!Array.isArray(list)) return brokenFile(file, '没有 items 数组')
  const read = list.map((value, index) => readItem(file, value, index))
  return {
    items: read.flatMap(({ items }) => items),
    problems: read.flatMap(({ problems }) => problems),
    warnings: read.flatMap(({ warnings }) => warnings),
  }
}

function readItem(file: string, value: unknown, index: number): ItemFiles {
  const shaped = shapeItem(value)
  if (shaped.kind === 'broken') {
    const problems = shaped.details.map((detail) => ({
      code: 'catalogue/broken' as const,
      file,
      item: `第 ${index + 1} 项`,
      detail,
    }))
    return { items: [], problems, warnings: [] }
  }
  const findings = checkItem(shaped.item)
  const told = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.severity === severity).map((finding) => foundIn(file, shaped.item.id, finding))
  const problems = told('refusal')
  return { items: problems.length > 0 ? [] : [shaped.item], problems, warnings: told('warning') }
}

function foundIn(file: string, item: string, finding: Finding): ItemFileProblem {
  return { code: faultOfFinding(finding), file, item, detail: `${finding.path} ${finding.zh}` }
}

function brokenFile(file: string, reason: string): ItemFiles {
  return { items: [], problems: [fileProblem(file, reason)], warnings: [] }
}

function readJson(path: string): { readonly value: unknown } | { readonly reason: string } {
  try {
    return { value: JSON.parse(readFileSync(path, 'utf8')) }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}

function fileProblem(file: string, detail: string): ItemFileProblem {
  return { code: 'catalogue/broken', file, item: null, detail }
}
