import type { Grant } from '../item.js'
import type { Parts } from './merge.js'
import type { ItemContent } from './work.js'

type Json = Readonly<Record<string, unknown>>

/** Never compared: identity and the number a version gets. */
const IDENTITY: readonly string[] = ['id', 'version', 'digest']
/** Fields that are taken apart further; every other one is one part. */
const RECORDS: readonly string[] = ['guide', 'guide/codes', 'form', 'form/properties']

/** An item taken apart: fields, fields of the guide and the form, and each material, step, scenario by its id. */
export function partsOf(item: ItemContent): Parts {
  const parts = new Map<string, unknown>()
  for (const [key, value] of Object.entries(item)) if (!IDENTITY.includes(key)) takeApart(parts, escaped(key), value)
  return parts
}

function takeApart(parts: Map<string, unknown>, path: string, value: unknown): void {
  if (value === undefined) return
  if (RECORDS.includes(path) && isRecord(value))
    for (const [key, inner] of Object.entries(value)) takeApart(parts, `${path}/${escaped(key)}`, inner)
  else if (isKeyed(path, value)) for (const element of value) parts.set(`${path}/${escaped(keyOf(path, element))}`, element)
  else parts.set(path, value)
}

/** A list whose elements are told apart by an id (of grants: by all they say), so that each is a part of its own. */
export function isKeyed(path: string, value: unknown): value is readonly Json[] {
  if (!Array.isArray(value) || path.includes('/')) return false
  if (path === 'grants') return true
  return (
    KEYED_LISTS.includes(path) || (value.length > 0 && value.every((each) => isRecord(each) && typeof each['id'] === 'string'))
  )
}

const KEYED_LISTS: readonly string[] = ['steps', 'materials', 'scenarios']

function keyOf(path: string, element: Json): string {
  if (path !== 'grants') return String(element['id'])
  const { level, organ, power } = element as unknown as Grant
  return [level, organ ?? '', power].join(':')
}

/** The item with parts put in place; undefined takes one away. Elements new to a list come last. */
export function withParts(item: ItemContent, changes: Parts): ItemContent {
  let changed: Json = item as unknown as Json
  for (const [path, value] of changes) changed = withPart(changed, '', path.split('/').map(unescaped), value)
  return changed as unknown as ItemContent
}

function withPart(target: Json, at: string, segments: readonly string[], value: unknown): Json {
  const [first = '', ...rest] = segments
  const path = at === '' ? escaped(first) : `${at}/${escaped(first)}`
  if (rest.length === 0) return withField(target, first, value)
  const inner = target[first]
  if (!RECORDS.includes(path)) return withField(target, first, withElement(path, inner, rest[0] ?? '', value))
  const next = withPart(isRecord(inner) ? inner : {}, path, rest, value)
  const isGone = value === undefined && path.includes('/') && Object.keys(next).length === 0
  return withField(target, first, isGone ? undefined : next)
}

function withElement(path: string, elements: unknown, key: string, value: unknown): readonly Json[] {
  const list = Array.isArray(elements) ? (elements as readonly Json[]) : []
  const index = list.findIndex((element) => keyOf(path, element) === key)
  if (value === undefined) return list.filter((_, each) => each !== index)
  return index < 0 ? [...list, value as Json] : list.map((element, each) => (each === index ? (value as Json) : element))
}

function withField(target: Json, key: string, value: unknown): Json {
  if (value !== undefined) return { ...target, [key]: value }
  const { [key]: _, ...rest } = target
  return rest
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** As in a JSON pointer, so that a form field called `a/b` stays one segment. */
function escaped(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1')
}

export function unescaped(segment: string): string {
  return segment.replace(/~1/g, '/').replace(/~0/g, '~')
}
