import type { ItemDraft } from '@liandong/core/domain/item.js'
import type { OrganId } from '@liandong/core/domain/values.js'
import { Random } from '../../test/network/random.js'
import { changeOf } from './change-item.js'
import { makeItem, shuffled } from './make-item.js'
import { ACTS, SUBJECTS, type Subject } from './subjects.js'

export interface PlausibleCounty {
  readonly seed: number
  /** Stands before every item's number, so that the lists of several counties have no id in common. */
  readonly county: string
  readonly count: number
  readonly effectiveFrom: string
  /** The organ a department's name means there; the name itself where items are files. */
  readonly organOf: (department: string) => OrganId
}

/** The organ of a township, as files of items name it. */
const TOWNSHIP = '乡镇(街道)'

/** A county has so many items as centres publish. */
export const ITEMS_PER_COUNTY = 1_500

/** The list of one county: the same for the same seed on every machine, each item with a name of its own. */
export function plausibleItems(county: PlausibleCounty): readonly ItemDraft[] {
  const random = new Random(county.seed)
  const subjects = shuffled(random, SUBJECTS.flatMap(namesOf))
  return Array.from({ length: county.count }, (_, at) => {
    const round = Math.floor(at / subjects.length)
    const chosen = subjects[at % subjects.length]
    if (chosen === undefined) throw new Error('no subjects')
    const { department } = chosen.subject
    return makeItem(random.fork(), {
      id: `${county.county}-${String(at + 1).padStart(5, '0')}`,
      name: `${chosen.name}${round === 0 ? '' : `(第${round + 1}类)`}`,
      subject: chosen.subject,
      level: department === TOWNSHIP ? 'township' : 'county',
      organ: county.organOf(department),
      effectiveFrom: county.effectiveFrom,
    })
  })
}

/** New versions of a share of the items, each with one small edit as revisions make them; the others are not in it. */
export function changed(items: readonly ItemDraft[], seed: number, share: number, effectiveFrom: string): readonly ItemDraft[] {
  const random = new Random(seed)
  const chosen = shuffled(random, items).slice(0, Math.round(items.length * share))
  return chosen.map((item) => ({ ...changeOf(random.fork(), item), version: item.version + 1, effectiveFrom }))
}

function namesOf(subject: Subject): readonly { readonly subject: Subject; readonly name: string }[] {
  return (ACTS[subject.type] ?? []).map((act) => ({ subject, name: `${subject.name}${act}` }))
}
