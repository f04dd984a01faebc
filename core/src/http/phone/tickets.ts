import { randomInt } from 'node:crypto'
import type { PersonId } from '../../domain/values.js'

/** A picture somebody waits for: for one person, one paper, one use. */
export interface Ticket {
  readonly id: string
  /** Stands in the QR alone, behind the #. */
  readonly code: string
  readonly person: PersonId
  /** Of the paper, never of a person. */
  readonly label: string
  readonly untilMs: number
  state: 'waiting' | 'opened' | 'arrived' | 'over'
  picture: { readonly content: Buffer; readonly mediaType: string } | null
}

/** As many as a centre's PCs ask for at a time. */
const MOST = 12
/** Characters of GB 32100; twelve of them are 59 bits. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CODE_LENGTH = 12

/** Who waits for which picture. Nothing of it is on the disk. */
export class Tickets {
  readonly #all = new Map<string, Ticket>()

  /** null where too many wait already. */
  add(id: string, person: PersonId, label: string, untilMs: number): Ticket | null {
    if (this.waiting().length >= MOST) return null
    const code = Array.from({ length: CODE_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')
    const ticket: Ticket = { id, code, person, label, untilMs, state: 'waiting', picture: null }
    this.#all.set(id, ticket)
    return ticket
  }

  of(id: string, person: PersonId): Ticket | null {
    const ticket = this.#all.get(id)
    return ticket?.person === person ? ticket : null
  }

  /** Those a phone may still send to. */
  waiting(): readonly Ticket[] {
    return [...this.#all.values()].filter(({ state }) => state === 'waiting' || state === 'opened')
  }

  byCode(code: string): Ticket | null {
    return this.waiting().find((ticket) => ticket.code === code) ?? null
  }

  /** Time is over: what nobody fetched is dropped too. */
  expire(nowMs: number): void {
    for (const [id, ticket] of this.#all) {
      if (ticket.untilMs > nowMs) continue
      ticket.state = 'over'
      ticket.picture = null
      this.#all.delete(id)
    }
  }

  drop(id: string): void {
    this.#all.delete(id)
  }

  dropAll(): void {
    this.#all.clear()
  }
}
