import { isRecord, withParts } from './item-parts.js'
import { withValue } from './base-revision.js'
import type { ItemContent } from './work.js'

/** One change over many items (批量修改). */
export type BatchChange =
  /** A field or a field of the guide gets this value. */
  | { readonly change: 'set'; readonly path: string; readonly value: unknown }
  /** A paper is asked for no longer, by its name. */
  | { readonly change: 'drop-paper'; readonly name: string }
  /** Words replaced wherever a person reads them: names, papers, steps, questions, the guide. */
  | { readonly change: 'replace-words'; readonly find: string; readonly put: string }
  /** The promised limit cut to this many of its own units, where it is longer. */
  | { readonly change: 'cut-promise'; readonly amount: number }

/** Fields one value may be given to in many items; identity, authority and lists are not among them. */
const SETTABLE = /^(handling|withdrawable|hasResult|promised|source|guide\/[A-Za-z]+)$/
const NEVER_SET: readonly string[] = ['guide/base', 'guide/codes', 'guide/formerOrgan', 'guide/entrustingOrgan']

export function isSettable(path: string): boolean {
  return SETTABLE.test(path) && !NEVER_SET.includes(path)
}

/** The item after the change; the same object where it changes nothing. */
export function withBatchChange(item: ItemContent, change: BatchChange): ItemContent {
  switch (change.change) {
    case 'set':
      return isSettable(change.path) ? withParts(item, new Map([[change.path, change.value]])) : item
    case 'drop-paper':
      return item.materials.some(({ name }) => name === change.name) ? withValue(item, `paper/${change.name}`, undefined) : item
    case 'replace-words':
      return change.find === '' ? item : withWords(item, change.find, change.put)
    case 'cut-promise':
      return withPromise(item, change.amount)
  }
}

/** Never ids, codes or organs: only the fields that are prose. */
const PROSE: readonly string[] =
  'name question title text conditions flow legalExplain promisedExplain visitsExplain address hours consult complain fillingNotes acceptanceStandard sourceExplain firstParty answer'.split(
    ' ',
  )

function withWords(item: ItemContent, find: string, put: string): ItemContent {
  const { form, ...rest } = item
  return { ...(replaced(rest, '', find, put) as Omit<ItemContent, 'form'>), form }
}

function replaced(value: unknown, key: string, find: string, put: string): unknown {
  if (typeof value === 'string') return PROSE.includes(key) ? value.replaceAll(find, put) : value
  if (Array.isArray(value)) return value.map((each) => replaced(each, key, find, put))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([inner, each]) => [inner, replaced(each, inner, find, put)]))
}

function withPromise(item: ItemContent, amount: number): ItemContent {
  const { promised } = item
  return promised === null || promised.amount <= amount ? item : { ...item, promised: { ...promised, amount } }
}
