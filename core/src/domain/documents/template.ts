import { refused, type Refusal } from '../decider.js'
import { BLOCKS, type DocumentKind, neededIn, placeholdersOf } from './kinds.js'

/** One line of a document: words with what was put in for the names, or the name of a block. */
export type Line =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'block'; readonly name: string }
  | { readonly kind: 'heading'; readonly text: string }

const NAME = /\{([^{}]*)\}/g
/** Two pages of large type. */
export const MAX_TEMPLATE = 4_000

/** Why a county's text cannot be printed; the detail is the name at fault. null where it can. */
export function refuseTemplate(kind: DocumentKind, text: string): Refusal | null {
  if (text.trim() === '' || text.length > MAX_TEMPLATE) return refused('input/invalid', 'text')
  const used = [...text.matchAll(NAME)].map(([, name = '']) => name)
  const known = placeholdersOf(kind)
  const unknown = used.find((name) => !known.includes(name))
  if (unknown !== undefined) return refused('template/unknown-name', `{${unknown}}`)
  const crowded = text
    .split('\n')
    .find((line) => BLOCKS.some((name) => line.includes(`{${name}}`) && line.trim() !== `{${name}}`))
  if (crowded !== undefined) return refused('template/block-alone', crowded.trim().slice(0, 60))
  const lacking = neededIn(kind).find((name) => !used.includes(name))
  return lacking === undefined ? null : refused('template/lacks-name', `{${lacking}}`)
}

/** The lines of a text with the values in place; a line all of whose values are empty is left out. */
export function filledIn(text: string, values: ReadonlyMap<string, string>): readonly Line[] {
  return text.split('\n').flatMap((line): Line[] => {
    const words = line.trim()
    if (words === '') return []
    const block = BLOCKS.find((name) => words === `{${name}}`)
    if (block !== undefined) return [{ kind: 'block', name: block }]
    const names = [...words.matchAll(NAME)].map(([, name = '']) => name)
    if (names.length > 0 && names.every((name) => (values.get(name) ?? '') === '')) return []
    const filled = words.replace(NAME, (_, name: string) => values.get(name) ?? '')
    return [words.startsWith('# ') ? { kind: 'heading', text: filled.slice(2) } : { kind: 'words', text: filled }]
  })
}
