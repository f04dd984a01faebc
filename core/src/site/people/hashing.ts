import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { Fault } from '../../domain/fault.js'

/**
 * Argon2id with the least memory and passes OWASP's password storage guide names; about 15 ms on an office PC. They stand in each
 * PHC string, so that older ones are still checked after a change here.
 */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const

/** Of a secret nobody knows: whoever has no verifier is compared with it, and takes as long. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IHNpZ25zIGlu$Y3GRoLOvsSAtn1XKnM2sLYBW1IZmP8UfcIwpVsXJ0gI'

/** People wait in a row for the processor; a flood is turned away instead of making everybody wait. */
const MOST_WAITING = 400
const MOST_WAITING_PER_ADDRESS = 120

/** A PHC string of a password or PIN, with a salt of its own. */
export function hashSecret(secret: string): Promise<string> {
  return hash(secret, PARAMETERS)
}

/** Whether the secret is the one of the PHC string; null: compared with nobody's, and never right. */
export async function isSecret(phc: string | null, secret: string): Promise<boolean> {
  const right = await verify(phc ?? NOBODY, secret)
  return phc !== null && right
}

/** Lets so many hash at a time as there are cores, so that links keep theirs; the others wait in the order they came. */
export class HashSlots {
  readonly #size: number
  readonly #waiting: (() => void)[] = []
  readonly #byAddress = new Map<string, number>()
  #taken = 0

  constructor(size = availableParallelism()) {
    this.#size = size
  }

  /** Throws `sign-in/busy` where too many wait. */
  async run<T>(address: string, work: () => Promise<T>): Promise<T> {
    const ofAddress = this.#byAddress.get(address) ?? 0
    if (this.#waiting.length >= MOST_WAITING || ofAddress >= MOST_WAITING_PER_ADDRESS) throw new Fault('sign-in/busy')
    this.#byAddress.set(address, ofAddress + 1)
    await this.#take()
    try {
      return await work()
    } finally {
      this.#release(address)
    }
  }

  #take(): Promise<void> | void {
    if (this.#taken >= this.#size) return new Promise((resolve) => this.#waiting.push(resolve))
    this.#taken += 1
  }

  #release(address: string): void {
    const left = (this.#byAddress.get(address) ?? 1) - 1
    if (left === 0) this.#byAddress.delete(address)
    else this.#byAddress.set(address, left)
    const next = this.#waiting.shift()
    if (next === undefined) this.#taken -= 1
    else next()
  }
}
