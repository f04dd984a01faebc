import { Fault } from '@liandong/core/domain/fault.js'
import type { Logger } from '@liandong/core/runtime/logger.js'
import type { LoopFailure } from '@liandong/core/runtime/loop.js'

/** A bus that will not do stays so until a person acts; one that is missing may be back any moment. */
const needsPerson = new Set(['nats/too-old', 'nats/no-jetstream'])

/** Tells a failure when it is new, and then ever more rarely: the bus is tried every few seconds. */
export function reportFailures(logger: Logger): (failure: LoopFailure) => void {
  const lastOf = new Map<string, string>()
  return ({ loop, error, failureCount, retryAfterMs }) => {
    const { code, detail } = error instanceof Fault ? error : { code: 'internal/bug' as const, detail: String(error) }
    const isNew = lastOf.get(loop) !== code || failureCount === 1
    lastOf.set(loop, code)
    if (!isNew && !isPowerOfTwo(failureCount)) return
    const facts = { loop, code, reason: detail, failureCount, retryAfterMs }
    if (needsPerson.has(code)) logger.error('the message bus will not do', facts)
    else logger.warn('the message bus cannot be reached', facts)
  }
}

function isPowerOfTwo(count: number): boolean {
  return (count & (count - 1)) === 0
}
