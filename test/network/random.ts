/** Seeded draws (mulberry32): the same seed gives the same run on every machine. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  chance(rate: number): boolean {
    return this.next() < rate
  }

  pick<T>(choices: readonly T[]): T {
    const chosen = choices[this.below(choices.length)]
    if (chosen === undefined) throw new Error('nothing to pick from')
    return chosen
  }

  readonly hex = (byteCount: number): string =>
    Array.from({ length: byteCount }, () => this.below(256).toString(16).padStart(2, '0')).join('')

  /** A stream of its own, so that drawing more in one part changes nothing in another. */
  fork(): Random {
    return new Random(this.below(2 ** 32))
  }
}
