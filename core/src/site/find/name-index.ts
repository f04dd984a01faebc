import type { Store } from '../../store/store.js'

/** Opened between two looks at the event loop: a few milliseconds. */
const PAGE = 100
/** Names kept in memory: some thirty megabytes at a county's gateway, nothing to speak of at a station. Older cases are found by number. */
const MOST_NAMES = 300_000

/**
 * Names of applicants, opened in memory for looking through. Keyed digests of characters would stand in the store for anybody
 * to count, and surnames are known by how often they occur; so names are sealed there and compared nowhere but here.
 */
export class NameIndex {
  readonly #store: Store
  readonly #mostNames: number
  readonly #names = new Map<number, string>()
  #loading: Promise<void> | null = null

  constructor(store: Store, mostNames = MOST_NAMES) {
    this.#store = store
    this.#mostNames = mostNames
  }

  /** Numbers of cases with this in an applicant's name, newest first. The first look reads all names, resting in between. */
  async find(part: string, atMost: number): Promise<number[]> {
    this.#loading ??= this.#load()
    await this.#loading
    for (const { key, names } of this.#store.applicants.takeTouched()) {
      if (names === null) this.#names.delete(key)
      else this.#names.set(key, names.join('\n'))
    }
    const found: number[] = []
    for (const [key, names] of this.#names) if (names.includes(part)) found.push(key)
    return found.sort((a, b) => b - a).slice(0, atMost)
  }

  async #load(): Promise<void> {
    for (let before = Number.MAX_SAFE_INTEGER; this.#names.size < this.#mostNames; ) {
      const page = this.#store.applicants.namesBefore(before, PAGE)
      const last = page.at(-1)
      if (last === undefined) return
      for (const { key, names } of page) this.#names.set(key, names.join('\n'))
      before = last.key
      await new Promise(setImmediate)
    }
  }
}
