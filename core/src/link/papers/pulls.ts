import type { CaseId, Hash } from '../../domain/values.js'
import { PROGRESS_MS } from '../lane/flow.js'

/** A part asked for and not here yet; times are monotonic. */
export interface Pull {
  readonly offset: number
  readonly length: number
  readonly askedMs: number
}

/**
 * One wanted paper:
 * - `stated`: the neighbour was told that it is wanted
 * - `pulling`: the neighbour has it; its bytes come in order from `next`
 * - `resting`: something went wrong; tried again at `restUntilMs`
 */
export interface WantedState {
  readonly kind: 'stated' | 'pulling' | 'resting'
  readonly caseId: CaseId
  readonly hash: Hash
  /** Known once the neighbour has said Have. */
  readonly sizeBytes: number
  /** All before it is here. */
  readonly next: number
  /** All before it is here or asked for. */
  readonly asked: number
  readonly pulls: readonly Pull[]
  readonly progressMs: number
  readonly restUntilMs: number
  /** Silences in a row. */
  readonly failures: number
  /** How often its bytes did not fit its name. */
  readonly mismatches: number
}

export const SMALLEST_CHUNK_BYTES = 16 * 1024
export const LARGEST_CHUNK_BYTES = 256 * 1024
export const FIRST_CHUNK_BYTES = 32 * 1024

/** What may be on its way at once, of all papers. */
export interface Budget {
  readonly bytes: number
  readonly pulls: number
  /** Of one pull. */
  readonly chunkBytes: number
}

/** Chunks on their way: enough to fill a line without holding up what comes after. */
const chunksOutstanding = 4
/** Small papers travel together, so that each does not cost a round trip; no more than the holder keeps in mind. */
const pullsOutstanding = 64

/** A want that went wrong is said again so often. */
const stateAgainMs = 60_000
/** A lost part among others that come is noticed after so many silences. */
const silencesAmongOthers = 4

const quickMs = 500
const slowMs = 2_000
/** After so many silences in a row the holder may have lost it: it is wanted anew. */
const silencesBeforeRest = 4
const longestRestMs = 3_600_000

export function stated(paper: { caseId: CaseId; hash: Hash; offset: number }, nowMs: number): WantedState {
  const { caseId, hash, offset } = paper
  return {
    kind: 'stated',
    caseId,
    hash,
    sizeBytes: 0,
    next: offset,
    asked: offset,
    pulls: [],
    progressMs: nowMs,
    restUntilMs: nowMs + stateAgainMs,
    failures: 0,
    mismatches: 0,
  }
}

/** Said once more; what went wrong before is remembered. */
export function statedAgain(state: WantedState, nowMs: number): WantedState {
  const { failures, mismatches } = state
  return { ...stated({ ...state, offset: state.next }, nowMs), failures, mismatches }
}

/** The neighbour has it. A Have said twice changes nothing. */
export function offered(state: WantedState, sizeBytes: number, nowMs: number): WantedState {
  if (state.kind === 'pulling' && state.sizeBytes === sizeBytes) return state
  if (state.kind === 'resting' && nowMs < state.restUntilMs) return { ...state, sizeBytes }
  return { ...state, kind: 'pulling', sizeBytes, asked: state.next, pulls: [], progressMs: nowMs }
}

/** Cases first: while they wait, one small chunk's worth. */
export function outstandingBudget(mustYield: boolean, chunkBytes: number): Budget {
  return mustYield
    ? { bytes: SMALLEST_CHUNK_BYTES, pulls: pullsOutstanding, chunkBytes: SMALLEST_CHUNK_BYTES }
    : { bytes: chunksOutstanding * chunkBytes, pulls: pullsOutstanding, chunkBytes }
}

/**
 * What may be on its way of one paper. What is on its way is lost with a connection, so it is kept to a fortieth of
 * the paper: three cuts then cost less than a tenth.
 */
export function outstandingLimit(sizeBytes: number): number {
  return Math.max(2 * SMALLEST_CHUNK_BYTES, Math.floor(sizeBytes / 40))
}

/** The next part to ask for; null when enough is on its way or all is asked for. */
export function nextPull(state: WantedState, chunkBytes: number, nowMs: number): Pull | null {
  const left = state.sizeBytes - state.asked
  if (state.kind !== 'pulling' || left <= 0) return null
  const limit = outstandingLimit(state.sizeBytes)
  const length = Math.min(chunkBytes, limit / 2, left)
  const outstanding = state.asked - state.next
  return outstanding > 0 && outstanding + length > limit
    ? null
    : { offset: state.asked, length: Math.floor(length), askedMs: nowMs }
}

export function asked(state: WantedState, pull: Pull): WantedState {
  const progressMs = state.pulls.length === 0 ? pull.askedMs : state.progressMs
  return { ...state, asked: pull.offset + pull.length, pulls: [...state.pulls, pull], progressMs }
}

/** A part came and the store says where to go on. When nothing on its way begins there, all is asked for again from there. */
export function arrived(state: WantedState, offset: number, next: number, nowMs: number): WantedState {
  const pulls = state.pulls.filter((pull) => pull.offset !== offset)
  const moved = { ...state, next, pulls, progressMs: nowMs, failures: next > state.next ? 0 : state.failures }
  const isAwaited = next === state.asked || pulls.some((pull) => pull.offset === next)
  return isAwaited ? moved : { ...moved, asked: next, pulls: [] }
}

/**
 * When something must be done about it, if nothing comes before. While parts of other papers come (the last at `heardMs`),
 * its own may be behind them on a thin line.
 */
export function dueMs({ kind, pulls, progressMs, restUntilMs }: WantedState, heardMs: number): number {
  if (kind !== 'pulling') return restUntilMs
  if (pulls.length === 0) return Number.POSITIVE_INFINITY
  const latestMs = progressMs + silencesAmongOthers * PROGRESS_MS
  return Math.min(latestMs, Math.max(progressMs, heardMs) + PROGRESS_MS)
}

/** Asks again from what is here; after some silences it rests and is wanted anew. */
export function stalled(state: WantedState, nowMs: number): WantedState {
  const again = { ...state, asked: state.next, pulls: [], progressMs: nowMs, failures: state.failures + 1 }
  return again.failures < silencesBeforeRest ? again : rested(again, nowMs)
}

/** What came could not be kept: it comes again from the start. */
export function lost(state: WantedState, nowMs: number): WantedState {
  return { ...state, next: 0, asked: 0, pulls: [], progressMs: nowMs }
}

/** The bytes did not fit the name: from the start, at once the first time, then ever more rarely. */
export function mismatched(state: WantedState, nowMs: number): WantedState {
  const mismatches = state.mismatches + 1
  const again = { ...lost(state, nowMs), mismatches }
  return mismatches === 1 ? again : rested(again, nowMs)
}

/** Wanted anew after a while that doubles with each failure. */
export function rested(state: WantedState, nowMs: number): WantedState {
  const restMs = Math.min(longestRestMs, stateAgainMs * 2 ** Math.min(state.failures + state.mismatches, 10))
  return { ...state, kind: 'resting', asked: state.next, pulls: [], restUntilMs: nowMs + restMs }
}

/** The next chunk size, by how long one took to come. */
export function chunkPace(chunkBytes: number, tookMs: number, isFull: boolean): number {
  if (tookMs > slowMs) return Math.max(SMALLEST_CHUNK_BYTES, chunkBytes / 2)
  return tookMs < quickMs && isFull ? Math.min(LARGEST_CHUNK_BYTES, chunkBytes * 2) : chunkBytes
}
