import { readKeyFile, writeKeyFile } from './key-file.js'
import { type KeyId, type KeyRing, newKey } from './key-ring.js'
import { resealColumns, type ResealHost } from './sealed-columns.js'

/** What rotating a key needs of its store. */
export interface RotationHost extends ResealHost {
  readonly dataFolder: string
  readonly keyFile: string
  /** The key that writes, remembered in the store before anything is sealed by it. */
  readonly remember: (key: KeyId) => void
  /** Seals papers by the key that writes now; yields how many were sealed by another, one to a step. */
  readonly resealPapers: () => AsyncGenerator<number>
  /** Lets go of papers on their way in that another key sealed: they are fetched again. */
  readonly dropOldParts: () => void
}

/** How far a rotation has come; `resealed` counts rows and papers. */
export interface RotationProgress {
  readonly active: KeyId
  readonly retiring: readonly KeyId[]
  readonly resealed: number
}

/** Puts a new key in front of those in the file: from the next start, or as soon as a running program looks, it writes and they read. */
export function addKey(keyFile: string, dataFolder: string): KeyId {
  const key = newKey()
  writeKeyFile(keyFile, [key, ...readKeyFile(keyFile, dataFolder)])
  return key.id
}

/**
 * Changes the key of a store while it is in use. That a rotation is under way shows in the key file alone, by its having
 * more than one key: whatever crashes, the next start goes on, and a key leaves the file only when nothing needs it.
 */
export class KeyRotation {
  readonly #host: RotationHost
  #resealed = 0

  constructor(host: RotationHost) {
    this.#host = host
  }

  get progress(): RotationProgress {
    const [active, ...retiring] = this.#host.secrets.ring
    return { active: active.id, retiring: retiring.map(({ id }) => id), resealed: this.#resealed }
  }

  /** Takes up what the key file says now; true while there are keys to retire. */
  refresh(): boolean {
    const { keyFile, dataFolder, secrets, remember } = this.#host
    const ring = readKeyFile(keyFile, dataFolder)
    const known = new Set(ring.map(({ id }) => id))
    // A key that something may still be sealed by is not given up because somebody edited the file.
    const forgotten = secrets.ring.filter(({ id }) => !known.has(id))
    const [active, ...others] = ring
    const whole: KeyRing = [active, ...others, ...forgotten]
    if (forgotten.length > 0) writeKeyFile(keyFile, whole)
    if (active.id !== secrets.activeId) remember(active.id)
    secrets.useRing(whole)
    return whole.length > 1
  }

  /**
   * Seals everything by the newest key, resting after each step, and retires the others once a whole round found nothing
   * they sealed. Ends early when told to; true when nothing is left to do.
   */
  async run(rest: () => Promise<void>, isStopped: () => boolean): Promise<boolean> {
    if (!this.refresh()) return true
    for (;;) {
      const { activeId } = this.#host.secrets
      const found = await this.#round(rest, isStopped)
      if (found === null) return false
      if (this.#host.secrets.activeId === activeId && found === 0) return this.#retire()
    }
  }

  /** How many were sealed by another key; null when it was stopped. */
  async #round(rest: () => Promise<void>, isStopped: () => boolean): Promise<number | null> {
    let found = 0
    for (const count of resealColumns(this.#host)) {
      found += this.#count(count)
      if (isStopped()) return null
      await rest()
    }
    for await (const count of this.#host.resealPapers()) {
      found += this.#count(count)
      if (isStopped()) return null
      if (count > 0) await rest()
    }
    return found
  }

  #count(count: number): number {
    this.#resealed += count
    return count
  }

  #retire(): boolean {
    const { keyFile, dataFolder, secrets, dropOldParts } = this.#host
    dropOldParts()
    const [active] = secrets.ring
    // Another rotation may have begun meanwhile: only what this round has looked for goes.
    const newer = readKeyFile(keyFile, dataFolder).filter(({ id }) => !secrets.ring.some((key) => key.id === id))
    const [first, ...others] = [...newer, active]
    writeKeyFile(keyFile, [first ?? active, ...others])
    secrets.useRing([active])
    return newer.length === 0
  }
}
