import { setTimeout as sleep } from 'node:timers/promises'

const pauseMs = 40
const usualDeadlineMs = 90_000

/** Asks again and again until the answer is no null; fails with what was waited for. */
export async function until<T>(what: string, ask: () => Promise<T | null> | T | null, deadlineMs = usualDeadlineMs): Promise<T> {
  const endMs = performance.now() + deadlineMs
  for (;;) {
    const answer = await ask()
    if (answer !== null) return answer
    if (performance.now() > endMs) throw new Error(`waited ${deadlineMs / 1000} s in vain: ${what}`)
    await sleep(pauseMs)
  }
}
