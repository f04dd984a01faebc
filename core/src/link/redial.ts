import { Fault } from '../domain/fault.js'
import type { Clock } from '../runtime/clock.js'
import { wait } from '../runtime/wait.js'
import type { ChannelPair, Dialler } from './channel.js'
import type { LinkSession } from './session.js'

export interface RedialOptions {
  readonly dialler: Dialler
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly random: () => number
  /** The link waits for a person: dialled rarely, only to see whether that has changed. */
  readonly isStopped: () => boolean
  readonly connect: (pair: ChannelPair, onClosed: () => void) => LinkSession
  /** Told before each wait; `reason` is why there is no connection. */
  readonly onWait: (forMs: number, reason: string) => void
  readonly onBug: (error: unknown) => void
}

/** Long enough for TLS over a slow line, short enough to notice a packet filter that swallows everything. */
const dialDeadlineMs = 20_000
/** A session that ran so long was no failure: the next dial comes soon. */
const steadyMs = 10_000
/** The longest keeps a dead parent's return noticed within half a minute. */
const firstDelayMs = 500
const longestDelayMs = 30_000
const stoppedDelayMs = 300_000
/** What passes by itself within seconds: the parent's own roster is on its way, or this site is renewing its key. */
const passingReasons: ReadonlySet<string> = new Set(['roster/behind', 'link/renewal-overdue'])
const longestPassingDelayMs = 4_000

/** Dials, keeps the session while it lives, waits, dials again, until the signal is aborted. Never rejects. */
export async function redial(options: RedialOptions): Promise<void> {
  const { signal, clock, random, isStopped, onWait } = options
  let failureCount = 0
  while (!signal.aborted) {
    const ended = await once(options)
    if (signal.aborted) return
    failureCount = ended.wasSteady ? 1 : failureCount + 1
    const longestMs = passingReasons.has(ended.reason) ? longestPassingDelayMs : longestDelayMs
    const forMs = isStopped() ? stoppedDelayMs : retryDelayMs(failureCount, random, longestMs)
    onWait(forMs, ended.reason)
    await wait(clock, forMs, signal)
  }
}

/** Doubles up to the longest, then takes a random part of its upper half, so that a hundred stations do not return as one. */
export function retryDelayMs(failureCount: number, random: () => number, longestMs = longestDelayMs): number {
  const fullMs = Math.min(longestMs, firstDelayMs * 2 ** Math.min(failureCount - 1, 30))
  return Math.round(fullMs * (0.5 + random() / 2))
}

interface Ended {
  readonly wasSteady: boolean
  readonly reason: string
}

async function once(options: RedialOptions): Promise<Ended> {
  try {
    const pair = await dialInTime(options)
    return await ride(options, pair)
  } catch (error) {
    if (!(error instanceof Fault)) options.onBug(error)
    return { wasSteady: false, reason: error instanceof Fault ? error.code : 'internal/bug' }
  }
}

async function dialInTime({ dialler, signal, clock }: RedialOptions): Promise<ChannelPair> {
  const late = new AbortController()
  const abort = () => late.abort()
  signal.addEventListener('abort', abort)
  const cancel = clock.setTimer(dialDeadlineMs, abort)
  try {
    return await dialler.dial(late.signal)
  } finally {
    cancel()
    signal.removeEventListener('abort', abort)
  }
}

function ride({ connect, clock, signal }: RedialOptions, pair: ChannelPair): Promise<Ended> {
  const startedMs = clock.monotonicMs()
  return new Promise((resolve) => {
    const hangUp = () => pair.messages.close('closing')
    signal.addEventListener('abort', hangUp)
    const session = connect(pair, () => {
      signal.removeEventListener('abort', hangUp)
      // The session may end before `connect` returns; what it says of itself is read afterwards.
      queueMicrotask(() => {
        const { reason } = session.status()
        resolve({ wasSteady: session.hasRun && clock.monotonicMs() - startedMs >= steadyMs, reason: reason ?? '' })
      })
    })
    if (signal.aborted) hangUp()
  })
}
