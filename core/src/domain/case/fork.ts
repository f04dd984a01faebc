import { compareEpochs, sameEpoch, type Epoch } from '../epoch.js'
import type { Hash } from '../values.js'

/** One row of a case's log, as far as branches go. */
export interface BranchRow {
  readonly sequence: number
  readonly hash: Hash
  readonly previousHash: Hash
  readonly epoch: Epoch
}

export interface Branches {
  /** Hashes of the branch that stands, from sequence 1. */
  readonly standing: readonly Hash[]
  /** All other rows: shown to a person, still relayed, never deleted. */
  readonly setAside: readonly Hash[]
  /** Two heads share the highest epoch: nothing may be appended until a seizure names one of them. */
  readonly frozen: boolean
}

/**
 * The branch with the highest epoch at its head stands. Of heads in one epoch none has a right to stand;
 * the longest, then the one with the lowest hash, is shown meanwhile, so that all sites show the same.
 */
export function standingBranch(rows: readonly BranchRow[]): Branches {
  const ordered = [...rows].sort((a, b) => a.sequence - b.sequence || (a.hash < b.hash ? -1 : 1))
  if (isLinear(ordered)) return { standing: ordered.map(({ hash }) => hash), setAside: [], frozen: false }
  const reached = reachedRows(ordered)
  const heads = headsOf(reached).sort(byRight)
  const [head, rival] = heads
  if (head === undefined) return { standing: [], setAside: ordered.map(({ hash }) => hash), frozen: false }
  const standing = chainTo(head, reached)
  const stands = new Set(standing)
  const setAside = ordered.map(({ hash }) => hash).filter((hash) => !stands.has(hash))
  return { standing, setAside, frozen: rival !== undefined && sameEpoch(head.epoch, rival.epoch) }
}

/** True when a row simply follows the head of a case without branches: nothing else has to be read. */
export function extendsHead(head: Pick<BranchRow, 'sequence' | 'hash' | 'epoch'> | null, row: BranchRow): boolean {
  if (head === null) return row.sequence === 1
  return row.sequence === head.sequence + 1 && row.previousHash === head.hash && compareEpochs(row.epoch, head.epoch) >= 0
}

function isLinear(ordered: readonly BranchRow[]): boolean {
  return ordered.every((row, index) => extendsHead(ordered[index - 1] ?? null, row))
}

/** Rows whose whole past is here; what hangs in the air is set aside until its predecessor comes. */
function reachedRows(ordered: readonly BranchRow[]): ReadonlyMap<Hash, BranchRow> {
  const reached = new Map<Hash, BranchRow>()
  for (const row of ordered) {
    const before = reached.get(row.previousHash)
    if (row.sequence === 1 || before?.sequence === row.sequence - 1) reached.set(row.hash, row)
  }
  return reached
}

function headsOf(reached: ReadonlyMap<Hash, BranchRow>): BranchRow[] {
  const followed = new Set([...reached.values()].map(({ previousHash }) => previousHash))
  return [...reached.values()].filter(({ hash }) => !followed.has(hash))
}

function byRight(a: BranchRow, b: BranchRow): number {
  return compareEpochs(b.epoch, a.epoch) || b.sequence - a.sequence || (a.hash < b.hash ? -1 : 1)
}

function chainTo(head: BranchRow, reached: ReadonlyMap<Hash, BranchRow>): Hash[] {
  const chain: Hash[] = []
  for (let row: BranchRow | undefined = head; row !== undefined; row = reached.get(row.previousHash)) chain.push(row.hash)
  return chain.reverse()
}
