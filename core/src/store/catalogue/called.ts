import { EVERYDAY_WORDS } from '../../domain/catalogue/everyday-words.js'
import { searchKey } from './search-text.js'
import { soundOf, typed } from './sound.js'

/** Shorter beginnings of a pinyin fit too many words. */
const MIN_PINYIN = 4

const everyday = EVERYDAY_WORDS.flatMap(({ everyday, official }) =>
  everyday.map((word) => ({ word: searchKey(word), sounds: soundOf(word).split('\n'), official: official.map(searchKey) })),
)

/** What the catalogue calls that which somebody names in everyday words, by characters, pinyin or initials. */
export function officialWords(term: string): readonly string[] {
  const sound = typed(term)
  const sounds = (one: string) => one === sound || (sound.length >= MIN_PINYIN && one.startsWith(sound))
  const meant = everyday.filter((one) => (term.length > 1 && one.word.includes(term)) || one.sounds.some(sounds))
  return [...new Set(meant.flatMap(({ official }) => official))]
}

/** Reckoned once for each department's name: a name, never an id, so nothing can go stale. */
const soundsOfNames = new Map<string, string>()
/** More departments than any city has. */
const KEPT_NAMES = 10_000

/** Whether a department's name holds the word, or sounds so. */
export function isCalled(name: string, term: string): boolean {
  return searchKey(name).includes(term) || soundOfName(name).includes(typed(term))
}

function soundOfName(name: string): string {
  const known = soundsOfNames.get(name)
  if (known !== undefined) return known
  if (soundsOfNames.size >= KEPT_NAMES) soundsOfNames.clear()
  const sound = soundOf(searchKey(name))
  soundsOfNames.set(name, sound)
  return sound
}
