import type { Random } from '../../test/network/random.js'
import { soundOf } from '@liandong/core/store/catalogue/sound.js'
import type { Sought } from '@liandong/core/site/query/items.js'
import type { Listed } from './counties.js'

/** The ways somebody looks for an item; each is a row of the report. */
export const WAYS = [
  'characters',
  'pinyin',
  'initials',
  'everyday word',
  'department',
  'life event',
  'two words',
  'sentence',
  'here',
  'all',
] as const
export type Way = (typeof WAYS)[number]

export interface Query {
  readonly sought: Sought
  /** Made from the name of an item that is there, so that an empty answer is wrong. */
  readonly mustFind: boolean
  /** What a bare LIKE is asked for the same. */
  readonly like: string
}

const EVERYDAY = ['低保', '房产证', '社保', '执照', '公交卡', '宅基地', '公积金', '养老金']

export function makeQuery(random: Random, way: Way, { items, organs }: Listed): Query {
  const { name, guide } = random.pick(items)
  const part = partOf(random, name)
  const text = { characters: part, pinyin: soundLines(part)[0], initials: soundLines(part)[1] ?? part }
  switch (way) {
    case 'characters':
    case 'pinyin':
    case 'initials':
      return { ...asked(text[way] ?? part), mustFind: true }
    case 'everyday word':
      return asked(random.pick(EVERYDAY))
    case 'department':
      return asked(random.pick(organs).name)
    case 'life event':
      return { sought: { lifeEvent: guide.lifeEvents[0] ?? '住房' }, like: guide.lifeEvents[0] ?? '住房', mustFind: false }
    case 'two words':
      return { sought: { text: `${name.slice(-2)} ${name.slice(0, 2)}` }, like: name.slice(0, 2), mustFind: false }
    case 'sentence':
      return { ...asked(`我要办${part}怎么办`), like: part, mustFind: !part.includes('办') }
    case 'here':
      return { sought: { text: part, here: true }, like: part, mustFind: false }
    default:
      return { sought: {}, like: '', mustFind: false }
  }
}

function asked(text: string): Query {
  return { sought: { text }, like: text, mustFind: false }
}

/** Three to five characters of a name. */
function partOf(random: Random, name: string): string {
  const length = Math.min(name.length, 3 + random.below(3))
  const start = random.below(name.length - length + 1)
  return name.slice(start, start + length)
}

function soundLines(part: string): readonly string[] {
  return soundOf(part).split('\n')
}
