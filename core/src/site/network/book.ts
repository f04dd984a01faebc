import type { Site } from '../site.js'
import { linesOf, type LineState } from './reports.js'
import { networkRows, type NetworkRow } from './rows.js'

/** All rows, or those that changed since a mark of this book. */
export interface NetworkPage {
  readonly asOfMs: number
  /** Of this reading; another book's mark means nothing here and gets all rows. */
  readonly mark: string
  readonly isWhole: boolean
  readonly rows: readonly NetworkRow[]
  /** Rows that are not there any more. */
  readonly gone: readonly string[]
}

interface Entry {
  readonly row: NetworkRow | null
  readonly text: string
  readonly turn: number
}

/** Screens of several people ask at once; between two looks at the network they share one. */
const LOOK_EVERY_MS = 400

/** Which rows of the network changed when: one look for all screens, and each is told only what is news to it. */
export class NetworkBook {
  readonly #site: Site
  readonly #lines: () => readonly LineState[]
  readonly #name: string
  readonly #entries = new Map<string, Entry>()
  #turn = 0
  #lookedMs = Number.NEGATIVE_INFINITY

  constructor(site: Site, lines: () => readonly LineState[], name: string) {
    this.#site = site
    this.#lines = lines
    this.#name = name
  }

  /** What changed since that mark; everything without one. */
  since(mark: string | null): NetworkPage {
    this.#look()
    const turn = this.#turnOf(mark)
    const news = [...this.#entries].filter(([, entry]) => entry.turn > turn)
    return {
      asOfMs: this.#site.clock.now().estimateMs,
      mark: `${this.#name}.${this.#turn}`,
      isWhole: turn === 0,
      rows: news.flatMap(([, { row }]) => row ?? []),
      gone: turn === 0 ? [] : news.flatMap(([id, { row }]) => (row === null ? [id] : [])),
    }
  }

  /** Every row as it is now. */
  rows(): readonly NetworkRow[] {
    this.#look()
    return [...this.#entries.values()].flatMap(({ row }) => row ?? [])
  }

  #turnOf(mark: string | null): number {
    const [name, turn] = mark?.split('.') ?? []
    return name === this.#name && Number(turn) <= this.#turn ? Number(turn) : 0
  }

  #look(): void {
    const nowMs = this.#site.nowRawMs()
    if (Math.abs(nowMs - this.#lookedMs) < LOOK_EVERY_MS) return
    this.#lookedMs = nowMs
    const rows = networkRows(this.#site, linesOf(this.#lines()))
    const turn = this.#turn + 1
    const here = new Set(rows.map(({ id }) => id))
    for (const row of rows) this.#take(row, turn)
    for (const [id, { row }] of this.#entries)
      if (row !== null && !here.has(id)) this.#entries.set(id, { row: null, text: '', turn })
    this.#turn = turn
  }

  #take(row: NetworkRow, turn: number): void {
    // When a site was last looked at, or heard, is no change of it; its last word is told anew once a minute.
    const { asOfMs, heardMs, ...figures } = row
    const text = JSON.stringify([figures, Math.floor((heardMs ?? 0) / 60_000)])
    const before = this.#entries.get(row.id)
    this.#entries.set(row.id, { row, text, turn: before?.text === text ? before.turn : turn })
  }
}
