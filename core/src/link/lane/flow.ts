/** Messages a peer may have on their way on one lane; with events of 2 KB about two of the largest frames. */
export const WINDOW_MESSAGES = 1024

/** Batches on their way at once: enough to fill a line, few enough that a new message waits behind little. */
export const BATCHES_IN_FLIGHT = 4

/** While the case lane has work, bulk gets a quarter of its batches. */
export const BULK_BATCHES_BESIDE_CASE = 1

/** T: a sender without progress for so long goes back to what the peer last said it committed. */
export const PROGRESS_MS = 15_000

export interface SentBatch {
  readonly last: number
  readonly sizeBytes: number
  /** It used up the frame size of its time, so its answer tells what the line can do. */
  readonly isFull: boolean
  readonly sentMs: number
}

/** One direction of one lane, as its sender knows it; times are monotonic. */
export interface SendState {
  /** The peer said it has committed all up to here. */
  readonly acknowledged: number
  readonly next: number
  readonly credit: number
  readonly inFlight: readonly SentBatch[]
  /** When the peer last committed something, or the line was last empty. */
  readonly progressMs: number
  /** Where a repeated Ack has sent us back already; once is enough until progress is made. */
  readonly wentBackAt: number | null
}

export function startSending(from: number, credit: number, nowMs: number): SendState {
  return { acknowledged: from - 1, next: from, credit, inFlight: [], progressMs: nowMs, wentBackAt: null }
}

/** Whether one more batch may leave; how large it may be the pace says. */
export function maySend(state: SendState, batchLimit: number): boolean {
  return state.next <= state.credit && state.inFlight.length < batchLimit
}

export function sent(state: SendState, count: number, sizeBytes: number, isFull: boolean, nowMs: number): SendState {
  const batch = { last: state.next + count - 1, sizeBytes, isFull, sentMs: nowMs }
  const progressMs = state.inFlight.length === 0 ? nowMs : state.progressMs
  return { ...state, next: state.next + count, inFlight: [...state.inFlight, batch], progressMs }
}

/** The peer's statement of what it committed: in an Ack, or in a heartbeat, which never means a gap. */
export interface Statement {
  readonly number: number
  readonly credit: number
  readonly inAck: boolean
}

/** An Ack that repeats what was committed means that something before the next batch was lost. */
export function heard(state: SendState, { number, credit, inAck }: Statement, nowMs: number): SendState {
  const widened = { ...state, credit: Math.max(state.credit, credit) }
  if (number > state.acknowledged) return advanced(widened, number, nowMs)
  const isGap = inAck && number === state.acknowledged && state.inFlight.length > 0 && state.wentBackAt !== number
  return isGap ? { ...goBack(widened, nowMs), wentBackAt: number } : widened
}

function advanced(state: SendState, number: number, nowMs: number): SendState {
  return {
    acknowledged: number,
    next: Math.max(state.next, number + 1),
    credit: state.credit,
    inFlight: state.inFlight.filter(({ last }) => last > number),
    progressMs: nowMs,
    wentBackAt: null,
  }
}

export function goBack(state: SendState, nowMs: number): SendState {
  return { ...state, next: state.acknowledged + 1, inFlight: [], progressMs: nowMs }
}

/** When the progress timer runs out; null while nothing is on its way. */
export function progressDueMs(state: SendState): number | null {
  return state.inFlight.length === 0 ? null : state.progressMs + PROGRESS_MS
}

/** What is wrong with a state, for tests: none of it can happen. */
export function sendStateErrors(state: SendState): string[] {
  const errors: string[] = []
  const lasts = state.inFlight.map(({ last }) => last)
  const expectedNext = (lasts.at(-1) ?? state.acknowledged) + 1
  if (state.next !== expectedNext) errors.push(`next is ${state.next}, expected ${expectedNext}`)
  if (lasts.some((last, i) => last <= (lasts[i - 1] ?? state.acknowledged))) errors.push(`batches out of order: ${lasts.join()}`)
  if (state.next - 1 > Math.max(state.credit, state.acknowledged))
    errors.push(`sent ${state.next - 1} beyond credit ${state.credit}`)
  return errors
}

/** What a receiver does with a batch: leave out what it has, or say again where it stands. */
export type BatchVerdict =
  | { readonly kind: 'accept'; readonly skip: number }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'gap' }

export function judgeBatch(received: number, first: number, count: number): BatchVerdict {
  if (first > received + 1) return { kind: 'gap' }
  if (first + count - 1 <= received) return { kind: 'duplicate' }
  return { kind: 'accept', skip: received + 1 - first }
}

/** Bounds of a frame: small enough for 16 kbit/s, and what every hop lets pass. */
export const SMALLEST_FRAME_BYTES = 4 * 1024
export const LARGEST_FRAME_BYTES = 512 * 1024
export const FIRST_FRAME_BYTES = 32 * 1024

const quickMs = 500
const slowMs = 2_000

/** The next frame size after a full frame was answered: half a second is too easy, two seconds hold up heartbeats. */
export function paceAfter(frameBytes: number, tookMs: number, isFull: boolean): number {
  if (tookMs > slowMs) return slower(frameBytes)
  return tookMs < quickMs && isFull ? Math.min(LARGEST_FRAME_BYTES, frameBytes * 2) : frameBytes
}

export function slower(frameBytes: number): number {
  return Math.max(SMALLEST_FRAME_BYTES, frameBytes / 2)
}
