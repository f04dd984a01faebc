import { answerProblems, materialsFor } from '../catalogue/scenarios.js'
import type { ItemVersion } from '../item.js'
import { isRecord } from './item-parts.js'

type Json = Readonly<Record<string, unknown>>

/** What a page keeps of an application that is being prepared; anything else in it is passed through untouched. */
interface Prepared {
  readonly form: Json
  readonly answers: readonly string[]
  readonly materials: readonly Json[]
}

/** Something of an application that is new or is no longer asked. */
export interface MigrationNote {
  readonly kind: 'field' | 'paper' | 'question'
  readonly id: string
  readonly name: string
}

/** Answers whose question is gone: kept, shown, never handed in. */
export interface Aside {
  readonly form: Json
  readonly answers: readonly string[]
  readonly materials: readonly Json[]
}

/** A draft brought to another version. */
export interface Migration {
  readonly content: unknown
  readonly aside: Aside
  /** Asked for now, and not filled in. */
  readonly missing: readonly MigrationNote[]
  /** Filled in, and asked for no longer. */
  readonly notAsked: readonly MigrationNote[]
}

export const nothingAside: Aside = { form: {}, answers: [], materials: [] }

/**
 * Moves what was filled in to a newer version: what still has its place stays, the rest is put aside, nothing is deleted.
 * What was put aside before comes back where it is asked for again.
 */
export function migrated(from: ItemVersion | null, to: ItemVersion, content: unknown, before: Aside = nothingAside): Migration {
  const given = withAside(preparedIn(content), before)
  const known = { field: fieldsOf(to), paper: new Set(to.materials.map(({ id }) => id)), answer: optionsOf(to) }
  const form = splitBy(Object.entries(given.form), ([key]) => known.field.has(key))
  const answers = splitBy(given.answers, (id) => known.answer.has(id))
  const materials = splitBy(given.materials, ({ material }) => known.paper.has(String(material)))
  const kept = { form: Object.fromEntries(form.yes), answers: answers.yes, materials: materials.yes }
  const aside = { form: Object.fromEntries(form.no), answers: answers.no, materials: materials.no }
  return { content: withKept(content, kept), aside, missing: missingIn(to, kept), notAsked: notAskedIn(from, aside) }
}

function preparedIn(content: unknown): Prepared {
  const record = isRecord(content) ? content : {}
  const { form, answers, materials } = record
  return {
    form: isRecord(form) ? form : {},
    answers: Array.isArray(answers) ? answers.filter((each) => typeof each === 'string') : [],
    materials: Array.isArray(materials) ? materials.filter(isRecord) : [],
  }
}

function withAside({ form, answers, materials }: Prepared, aside: Aside): Prepared {
  const isNew = ({ material }: Json) => !materials.some((each) => each['material'] === material)
  return {
    form: { ...aside.form, ...form },
    answers: [...answers, ...aside.answers.filter((answer) => !answers.includes(answer))],
    materials: [...materials, ...aside.materials.filter(isNew)],
  }
}

/** What a page keeps in a shape of its own is left as it is. */
function withKept(content: unknown, kept: Prepared): unknown {
  if (!isRecord(content)) return content
  const isOurs = (key: keyof Prepared) => {
    const value = content[key]
    if (value === undefined) return Object.keys(kept[key]).length > 0
    return key === 'form' ? isRecord(value) : Array.isArray(value)
  }
  const keys = (['form', 'answers', 'materials'] as const).filter(isOurs)
  return { ...content, ...Object.fromEntries(keys.map((key) => [key, kept[key]])) }
}

function missingIn(to: ItemVersion, { form, answers, materials }: Prepared): MigrationNote[] {
  const required = Array.isArray(to.form['required']) ? to.form['required'].map(String) : []
  const given = new Set(materials.map(({ material }) => material))
  const papers = materialsFor(to, answers).filter(({ id, necessity }) => necessity === 'required' && !given.has(id))
  return [
    ...required.filter((key) => form[key] === undefined || form[key] === '').map((key) => fieldNote(to, key)),
    ...(answerProblems(to, answers)?.unanswered ?? []).map(({ id, question }) => ({
      kind: 'question' as const,
      id,
      name: question,
    })),
    ...papers.map(({ id, name }) => ({ kind: 'paper' as const, id, name })),
  ]
}

function notAskedIn(from: ItemVersion | null, { form, answers, materials }: Aside): MigrationNote[] {
  const paperName = (id: string) => from?.materials.find((material) => material.id === id)?.name ?? id
  const optionName = (id: string) => optionsOf(from).get(id) ?? id
  return [
    ...Object.keys(form).map((key) => fieldNote(from, key)),
    ...answers.map((id) => ({ kind: 'question' as const, id, name: optionName(id) })),
    ...materials.map(({ material }) => ({ kind: 'paper' as const, id: String(material), name: paperName(String(material)) })),
  ]
}

function fieldNote(item: ItemVersion | null, key: string): MigrationNote {
  const field = fieldsOf(item).get(key)
  const title = isRecord(field) ? field['title'] : undefined
  return { kind: 'field', id: key, name: typeof title === 'string' ? title : key }
}

function fieldsOf(item: ItemVersion | null): ReadonlyMap<string, unknown> {
  const properties = item?.form['properties']
  return new Map(isRecord(properties) ? Object.entries(properties) : [])
}

function optionsOf(item: ItemVersion | null): ReadonlyMap<string, string> {
  return new Map((item?.scenarioGroups ?? []).flatMap(({ options }) => options.map(({ id, name }) => [id, name] as const)))
}

function splitBy<T>(list: readonly T[], isYes: (value: T) => boolean): { readonly yes: readonly T[]; readonly no: readonly T[] } {
  return { yes: list.filter(isYes), no: list.filter((value) => !isYes(value)) }
}
