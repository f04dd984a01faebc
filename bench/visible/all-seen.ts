import type { Child } from '../harness/child.js'
import type { Moments } from './timing.js'

/** How long the last cases may still be on their way. */
const DEADLINE_MS = 30_000
const LOOK_EVERY_MS = 100

/** Asks the city until it has committed all that was accepted, or until what lacks counts as missing. */
export async function allSeen(city: Child, accepted: Moments): Promise<Moments> {
  const deadline = performance.now() + DEADLINE_MS
  for (;;) {
    const seen = await city.ask<Moments>('seen')
    const isComplete = [...accepted.keys()].every((caseId) => seen.has(caseId))
    if (isComplete || performance.now() > deadline) return seen
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
