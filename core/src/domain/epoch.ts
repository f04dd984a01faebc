/**
 * A custody epoch. In each one exactly one store may append to a case.
 * Compared in the order seizures, tier, moves: a move never outranks a seizure, and of two
 * seizures made apart the city's stands above a county's.
 */
export interface Epoch {
  readonly seizures: number
  /** Tier of the last seizer: 0 none yet, 1 county, 2 city. */
  readonly tier: number
  readonly moves: number
}

export const FIRST_EPOCH: Epoch = { seizures: 0, tier: 0, moves: 0 }

/** Negative when `a` is lower, zero when equal, positive when higher. */
export function compareEpochs(a: Epoch, b: Epoch): number {
  return a.seizures - b.seizures || a.tier - b.tier || a.moves - b.moves
}

export function sameEpoch(a: Epoch, b: Epoch): boolean {
  return compareEpochs(a, b) === 0
}

export function moved(epoch: Epoch): Epoch {
  return { ...epoch, moves: epoch.moves + 1 }
}

export function seizedBy(epoch: Epoch, tier: number): Epoch {
  return { seizures: epoch.seizures + 1, tier, moves: epoch.moves }
}
