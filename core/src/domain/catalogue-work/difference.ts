import type { Grant, Material, ScenarioGroup, Step } from '../item.js'
import type { Limit } from '../values.js'
import { isRecord, partsOf, unescaped } from './item-parts.js'
import { type Parts, sameJson } from './merge.js'
import { codeInWords, fieldNames, innerNames, limitInWords, powerInWords } from './words.js'
import type { ItemContent } from './work.js'

/** One thing that is not as it was, in words a clerk reads. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed'
  readonly path: string
  /** 申请材料“身份证”·复印件份数 */
  readonly label: string
  readonly old: string | null
  readonly new: string | null
}

/** Names of organs and items, so that no id is read where a name is known. */
export type NameOf = (id: string) => string

const asIs: NameOf = (id) => id

/** All differences between two versions of an item, in the order of the fields. */
export function differencesOf(old: ItemContent, next: ItemContent, nameOf: NameOf = asIs): readonly Difference[] {
  return [...differencesOfParts(partsOf(old), partsOf(next), nameOf), ...orderChanges(old, next, nameOf)]
}

/** Differences of anything taken apart the same way; a base entry for one. */
export function differencesOfParts(old: Parts, next: Parts, nameOf: NameOf = asIs): readonly Difference[] {
  return inFieldOrder([...old.keys(), ...next.keys()]).flatMap((path) => {
    const [was, is] = [old.get(path), next.get(path)]
    if (sameJson(was, is)) return []
    const label = labelOf(path, is ?? was)
    if (was === undefined || is === undefined) {
      const kind = was === undefined ? 'added' : 'removed'
      return [{ kind, path, label, old: wordsOf(path, was, nameOf), new: wordsOf(path, is, nameOf) }]
    }
    return isRecord(was) && isRecord(is) && !isLimit(is) && path.includes('/') && !path.startsWith('form/')
      ? insideOf(path, label, was, is, nameOf)
      : [{ kind: kindOf(was, is), path, label, old: wordsOf(path, was, nameOf), new: wordsOf(path, is, nameOf) }]
  })
}

/** One part of an item by its name and in words, as it reads on each side of a choice; null where a side has none. */
export function partInWords(
  path: string,
  sides: { readonly base?: unknown; readonly theirs?: unknown; readonly ours?: unknown },
  nameOf: NameOf = asIs,
): { readonly label: string; readonly base: string | null; readonly theirs: string | null; readonly ours: string | null } {
  const { base, theirs, ours } = sides
  const said = (value: unknown) => wordsOf(path, value, nameOf)
  return { label: labelOf(path, ours ?? theirs ?? base), base: said(base), theirs: said(theirs), ours: said(ours) }
}

/** Fields in the order a guide has them; what is new in a list stands beside what was there. */
function inFieldOrder(paths: readonly string[]): readonly string[] {
  const fields = new Map<string, Set<string>>()
  for (const path of paths) {
    const field = path.startsWith('guide/') ? path : path.replace(/\/[^/]*$/, '')
    fields.set(field, (fields.get(field) ?? new Set()).add(path))
  }
  const order = Object.keys(fieldNames)
  const rank = (field: string) => (order.includes(field) ? order.indexOf(field) : order.length)
  return [...fields].sort(([a], [b]) => rank(a) - rank(b)).flatMap(([, each]) => [...each])
}

/** A field that had no value, or has none any more, reads as added or removed. */
function kindOf(was: unknown, is: unknown): Difference['kind'] {
  if (isNothing(was)) return 'added'
  return isNothing(is) ? 'removed' : 'changed'
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}

function insideOf(
  path: string,
  label: string,
  was: Readonly<Record<string, unknown>>,
  is: Readonly<Record<string, unknown>>,
  nameOf: NameOf,
): Difference[] {
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((key) => !sameJson(was[key], is[key]))
  return keys.map((key) => ({
    kind: kindOf(was[key], is[key]),
    path: `${path}/${key}`,
    label: `${label}·${innerNames[key] ?? key}`,
    old: wordsOf(key, was[key], nameOf),
    new: wordsOf(key, is[key], nameOf),
  }))
}

/** 申请材料“身份证”, 申请表填写项“面积”, 承诺办结时限. */
function labelOf(path: string, value: unknown): string {
  const named = fieldNames[path]
  if (named !== undefined) return named
  const at = path.lastIndexOf('/')
  const list = fieldNames[path.slice(0, at)] ?? path.slice(0, at)
  const key = unescaped(path.slice(at + 1))
  return path.startsWith('grants/') ? list : `${list}“${titleOf(value) ?? key}”`
}

function titleOf(value: unknown): string | null {
  if (!isRecord(value)) return null
  const title = value['name'] ?? value['question'] ?? value['title']
  return typeof title === 'string' ? title : null
}

/** A value as a guide would print it; null for nothing. */
function wordsOf(path: string, value: unknown, nameOf: NameOf): string | null {
  if (isNothing(value)) return null
  const word = path.slice(path.lastIndexOf('/') + 1)
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'string') return codeInWords(word, nameOf(value))
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map((each) => wordsOf(path, each, nameOf) ?? '').join(';')
  return recordInWords(path, value as Readonly<Record<string, unknown>>, nameOf)
}

function recordInWords(path: string, value: Readonly<Record<string, unknown>>, nameOf: NameOf): string {
  if (isLimit(value)) return limitInWords(value)
  if (path.startsWith('grants/')) return grantInWords(value as unknown as Grant, nameOf)
  if (path.startsWith('materials/')) return materialInWords(value as unknown as Material)
  if (path.startsWith('steps/')) return stepInWords(value as unknown as Step, nameOf)
  if (path.startsWith('scenarioGroups/')) return groupInWords(value as unknown as ScenarioGroup)
  return Object.entries(value)
    .filter(([, inner]) => !isNothing(inner))
    .map(([key, inner]) => `${innerNames[key] ?? key}:${wordsOf(key, inner, nameOf) ?? ''}`)
    .join(',')
}

function isLimit(value: unknown): value is Limit {
  return isRecord(value) && Object.keys(value).length === 2 && typeof value['amount'] === 'number' && 'unit' in value
}

function grantInWords({ level, organ, power }: Grant, nameOf: NameOf): string {
  return `${organ === null ? codeInWords('level', level) : nameOf(organ)} ${powerInWords(power)}`
}

function materialInWords({ name, originals, copies, necessity }: Material): string {
  return `${name}(原件${originals}份、复印件${copies}份,${codeInWords('necessity', necessity)})`
}

function stepInWords({ name, kind, organ, level }: Step, nameOf: NameOf): string {
  return `${name}(${codeInWords('kind', kind)},${organ === null ? codeInWords('level', level) : nameOf(organ)})`
}

function groupInWords({ question, options }: ScenarioGroup): string {
  return `${question}:${options.map(({ name }) => name).join('、')}`
}

/** The same things in another order. */
function orderChanges(old: ItemContent, next: ItemContent, nameOf: NameOf): Difference[] {
  return (['materials', 'steps', 'scenarioGroups'] as const).flatMap((path) => {
    const [before, after]: readonly [readonly Identified[], readonly Identified[]] = [old[path], next[path]]
    const [was, is] = [common(before, after), common(after, before)]
    if (sameJson(was.map(idOf), is.map(idOf))) return []
    const inWords = (list: readonly unknown[]) => list.map((each) => titleOf(each) ?? '').join('、')
    const label = `${fieldNames[path] ?? nameOf(path)}的顺序`
    return [{ kind: 'changed' as const, path: `${path}#order`, label, old: inWords(was), new: inWords(is) }]
  })
}

interface Identified {
  readonly id: string
}

function idOf({ id }: Identified): string {
  return id
}

function common(list: readonly Identified[], other: readonly Identified[]): readonly Identified[] {
  return list.filter(({ id }) => other.some((each) => each.id === id))
}

/** 情形 whose papers change, by their names: an option that names other papers, or a paper of its that reads otherwise. */
export function scenariosWithOtherPapers(old: ItemContent, next: ItemContent): readonly string[] {
  const changed = new Set(
    [...old.materials, ...next.materials]
      .filter(({ id }) => !sameJson(materialOf(old, id), materialOf(next, id)))
      .map(({ id }) => id),
  )
  const options = [...next.scenarioGroups, ...old.scenarioGroups].flatMap((group) => group.options.map(({ id }) => id))
  return [...new Set(options)].flatMap((id) => {
    const [was, is] = [optionOf(old, id), optionOf(next, id)]
    const papers = [...(was?.materials ?? []), ...(is?.materials ?? [])]
    const same = was !== null && is !== null && sameJson(was.materials, is.materials)
    return same && !papers.some((paper) => changed.has(paper)) ? [] : [(is ?? was)?.name ?? id]
  })
}

function materialOf({ materials }: ItemContent, id: string): Material | null {
  return materials.find((material) => material.id === id) ?? null
}

function optionOf({ scenarioGroups }: ItemContent, id: string) {
  return scenarioGroups.flatMap(({ options }) => options).find((option) => option.id === id) ?? null
}
