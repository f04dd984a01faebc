import type { ItemDraft } from '../../domain/item.js'
import { soundOf } from './sound.js'

/** What an item is found by, best first. */
export interface SearchColumns {
  readonly nameKey: string
  /** How the name sounds. */
  readonly sound: string
  /** Everyday words of its guide, with their sound. */
  readonly words: string
  /** Life events, topics and codes. */
  readonly rest: string
}

/** Brackets and quotes that names hold and nobody types. */
const BRACKETS = /[〈〉《》<>()[\]{}【】「」『』〔〕“”"‘’'`]/gu

/** One spelling for what looks the same: full-width letters and digits, capitals, brackets. */
export function searchKey(text: string): string {
  return text.normalize('NFKC').replace(BRACKETS, '').toLowerCase().trim()
}

/** A name as it is kept to be looked through, and what is looked for in it whole. */
export function nameKey(name: string): string {
  return searchKey(name).replace(/\s+/gu, '')
}

/** The words of what somebody typed; each must be found. */
export function termsOf(text: string): readonly string[] {
  return [...new Set(searchKey(text).split(/[\s,;、。,;]+/u))].filter((term) => term !== '')
}

/** Said around what is meant: 我要办…, …怎么办, 在哪里可以…, 需要什么材料. */
const AROUND =
  /请问|一下|我们|[我想要去来]+办理?|怎[么样](办理?)?|如何(办理?)?|在?哪[里儿](能|可以)?(办理?)?|(需要?)?(什么|哪些)(材料|手续)?|办理|[吗呢啊吧]/gu

/** What is left of a question without the words around it. */
export function withoutQuestion(term: string): readonly string[] {
  return term
    .replace(AROUND, ' ')
    .split(' ')
    .filter((rest) => rest !== '')
}

/** So much of a question is taken apart. */
const MAX_PARTED = 16

/**
 * The longest known words inside one that was typed in one go (公积金提取, 怎么办低保), from its beginning on; single characters
 * are left out. No dictionary of a language knows 低保, the catalogue does.
 */
export function knownParts(term: string, isKnown: (part: string) => boolean): readonly string[] {
  const characters = Array.from(term).slice(0, MAX_PARTED)
  const part = (from: number, to: number) => characters.slice(from, to).join('')
  const parts: string[] = []
  let from = 0
  while (from < characters.length - 1) {
    let to = from + 1
    while (to < characters.length && isKnown(part(from, to + 1))) to += 1
    if (to - from > 1) parts.push(part(from, to))
    from = to
  }
  return parts
}

export function searchColumns(item: ItemDraft): SearchColumns {
  const key = nameKey(item.name)
  const { keywords, lifeEvents, topics, codes, implementation } = item.guide
  const { scheme: _, ...numbers } = codes
  const about = [...lifeEvents, ...topics, ...(implementation === null ? [] : [implementation.name])]
  return {
    nameKey: key,
    sound: soundOf(key),
    words: lines([...keywords, ...keywords.flatMap(soundsOf)]),
    rest: lines([item.id, ...about, ...about.flatMap(soundsOf), ...Object.values(numbers).filter((code) => code !== null)]),
  }
}

function soundsOf(word: string): readonly string[] {
  return soundOf(searchKey(word)).split('\n')
}

function lines(words: readonly string[]): string {
  return words.length === 0 ? '' : `\n${words.map(searchKey).join('\n')}\n`
}
