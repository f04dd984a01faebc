import type { Clock } from '../../runtime/clock.js'
import { loop, type LoopFailure } from '../../runtime/loop.js'
import { wait } from '../../runtime/wait.js'
import type { KeyRotation, RotationProgress } from './rotation.js'

/** Somebody who has a key rotated sees within so long that it is under way. */
const LOOK_EVERY_MS = 10_000
/** Between two steps of a few milliseconds: a counter is served meanwhile. */
const REST_MS = 20

/** What a program is told of a rotation: when one begins, and when its old keys have gone. */
export interface RotationNotices {
  readonly told: (said: 'key rotation under way' | 'key rotated', progress: RotationProgress) => void
  readonly failed: (error: unknown) => void
}

/** Follows the key file while a program runs; answers what ends it. */
export function keepRotating(rotation: KeyRotation, clock: Clock, { told, failed }: RotationNotices): () => Promise<void> {
  const stop = new AbortController()
  const { signal } = stop
  const step = async () => {
    if (!rotation.refresh()) return
    told('key rotation under way', rotation.progress)
    const isDone = await rotation.run(
      () => wait(clock, REST_MS, signal),
      () => signal.aborted,
    )
    if (isDone) told('key rotated', rotation.progress)
  }
  const onFailure = ({ error }: LoopFailure) => failed(error)
  const backOff = { firstMs: LOOK_EVERY_MS, longestMs: LOOK_EVERY_MS }
  const running = loop({ name: 'keys', signal, step, pauseMs: LOOK_EVERY_MS, onFailure, backOff, clock })
  return async () => {
    stop.abort()
    await running
  }
}
