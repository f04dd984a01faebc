import type { ItemDraft } from '@liandong/core/domain/item.js'
import type { Organ } from '@liandong/core/domain/roster.js'
import { plausibleItems } from '../../tools/plausible-city/plausible-city.js'

/** Items of the largest list a station holds. */
export const ITEMS = 5_000
const COUNTIES = ['东港区', '岚山区', '莒县', '五莲县', '开发区'] as const

/** What a station of a whole city holds: the lists of five counties, and their departments. */
export interface Listed {
  readonly items: readonly ItemDraft[]
  readonly organs: readonly Organ[]
}

/** The same lists each time; the organs stand at the place given for each county's hall. */
export function listed(hallOf: (county: number) => string): Listed {
  const organs = new Map<string, Organ>()
  const items = COUNTIES.flatMap((name, at) => {
    const organOf = (department: string) => {
      const id = `county-${at}-${department}`
      const nature = 'administrative'
      organs.set(id, { id, name: `${name}${department}`, level: 'county', nature, place: hallOf(at), creditCode: null })
      return id
    }
    const county = `c${at}`
    return plausibleItems({ seed: at + 1, county, count: ITEMS / COUNTIES.length, effectiveFrom: '2026-01-01', organOf })
  })
  return { items, organs: [...organs.values()] }
}
