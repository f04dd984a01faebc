import type { OrganId } from '../../domain/values.js'

/** As much of an organ as a table names it by. */
export interface BookedOrgan {
  readonly id: OrganId
  readonly name: string
  /** 统一社会信用代码. */
  readonly creditCode: string | null
}

/** Organs by what tables call them. */
export interface OrganBook {
  /** The organ meant, or all that could be meant (none, or more than one). */
  find(text: string): OrganId | readonly BookedOrgan[]
  /** What a table writes for it, so that it is found again. */
  show(id: OrganId): string
}

/** Organs are found by id, credit code, whole name, or the end of a name when only one ends so (统计局 for 莒县统计局). */
export function organBook(organs: readonly BookedOrgan[]): OrganBook {
  const byId = new Map(organs.map((organ) => [organ.id, organ]))
  const exact = new Map<string, BookedOrgan[]>()
  for (const organ of organs)
    for (const word of new Set([organ.name, organ.creditCode ?? organ.name])) exact.set(word, [...(exact.get(word) ?? []), organ])
  const endings = new Map<string, readonly BookedOrgan[]>()
  const find = (text: string): OrganId | readonly BookedOrgan[] => {
    if (byId.has(text)) return text
    const found = exact.get(text) ?? endingWith(text)
    return found.length === 1 && found[0] !== undefined ? found[0].id : found
  }
  const endingWith = (text: string): readonly BookedOrgan[] => {
    const known = endings.get(text) ?? (text.length < 2 ? [] : organs.filter(({ name }) => name.endsWith(text)))
    endings.set(text, known)
    return known
  }
  const show = (id: OrganId): string => {
    const name = byId.get(id)?.name
    return name !== undefined && name === name.trim() && find(name) === id ? name : id
  }
  return { find, show }
}
