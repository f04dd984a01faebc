import type { AuditEntry } from '../../domain/audit/entry.js'

/** So many alike are written one by one in a minute; the rest are counted. */
const SINGLE_IN_MINUTE = 5
/** Sources told apart in a minute: an attacker has as many addresses as it wants, the disk has an end. */
const SOURCES_IN_MINUTE = 200
const MINUTE_MS = 60_000

interface Counted {
  readonly minute: number
  readonly entry: AuditEntry
  single: number
  more: number
}

/** Keeps a flood from filling the disk: after the first few of a source in a minute only their number is recorded. */
export class Floods {
  readonly #sources = new Map<string, Counted>()

  /** Whether this one is recorded by itself. */
  isSingle(source: string, entry: AuditEntry): boolean {
    const minute = Math.floor(entry.atMs / MINUTE_MS)
    const counted = this.#counted(`${entry.kind} ${source}`, minute, entry)
    if (counted.single < SINGLE_IN_MINUTE) counted.single += 1
    else counted.more += 1
    return counted.more === 0
  }

  /** The numbers of minutes that are over, as entries; each is given out once. */
  takeDue(nowMs: number): AuditEntry[] {
    const minute = Math.floor(nowMs / MINUTE_MS)
    const over = [...this.#sources].filter(([, counted]) => counted.minute !== minute)
    for (const [source] of over) this.#sources.delete(source)
    return over.flatMap(([, { entry, more }]) => (more === 0 ? [] : [{ ...entry, count: more }]))
  }

  /** Some are counted and not recorded yet. */
  get isCounting(): boolean {
    return [...this.#sources.values()].some(({ more }) => more > 0)
  }

  #counted(source: string, minute: number, entry: AuditEntry): Counted {
    const known = this.#sources.get(source)
    if (known !== undefined) return known
    const key = this.#sources.size < SOURCES_IN_MINUTE ? source : entry.kind
    const crowd = this.#sources.get(key)
    if (crowd !== undefined) return crowd
    const isCrowd = key !== source
    // Of a crowd nothing is common but what it did.
    const told = isCrowd ? { ...entry, person: null, place: null, subject: 'many' } : entry
    const counted = { minute, entry: told, single: 0, more: 0 }
    this.#sources.set(key, counted)
    return counted
  }
}
