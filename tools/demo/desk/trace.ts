/** What people did where, one line each, in both languages, as it happens. */
export class Trace {
  readonly #startMs = performance.now()

  story(zh: string, en: string): void {
    process.stdout.write(`\n■ ${zh}  ${en}\n`)
  }

  step(who: string, zh: string, en: string): void {
    process.stdout.write(`  ${this.#time()}  ${who}:${zh}  | ${en}\n`)
  }

  /** Something done to the machines, not by a person of the city. */
  event(zh: string, en: string): void {
    process.stdout.write(`  ${this.#time()}  ⚡ ${zh}  | ${en}\n`)
  }

  line(text = ''): void {
    process.stdout.write(`${text}\n`)
  }

  #time(): string {
    return `${((performance.now() - this.#startMs) / 1000).toFixed(1).padStart(5)} s`
  }
}
