/**
 * A bounded memory of what was put or asked for lately. It forgets by halves: asking one `Map` again and again for its oldest entry
 * walks over all the places that earlier ones left empty.
 */
export class Recent<Key, Value> {
  readonly #half: number
  #younger = new Map<Key, Value>()
  #older = new Map<Key, Value>()

  constructor(limit: number) {
    this.#half = Math.ceil(limit / 2)
  }

  get(key: Key): Value | undefined {
    const young = this.#younger.get(key)
    if (young !== undefined) return young
    const old = this.#older.get(key)
    return old === undefined ? undefined : this.put(key, old)
  }

  put(key: Key, value: Value): Value {
    if (this.#younger.size >= this.#half && !this.#younger.has(key)) {
      this.#older = this.#younger
      this.#younger = new Map()
    }
    this.#younger.set(key, value)
    return value
  }

  drop(key: Key): void {
    this.#younger.delete(key)
    this.#older.delete(key)
  }

  clear(): void {
    this.#younger.clear()
    this.#older.clear()
  }
}
