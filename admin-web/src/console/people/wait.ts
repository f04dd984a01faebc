import { useEffect, useState } from 'react'
import { Refused } from '../../parts/api.js'

interface Wait {
  /** Whole seconds left; 0 when one may try again. */
  readonly seconds: number
  /** Begins to count down what a refusal asks to wait, if it does. */
  readonly begin: (error: Error) => void
}

/** The wait after too many wrong attempts, counted down on the screen. */
export function useWait(): Wait {
  const [{ untilMs, nowMs }, set] = useState({ untilMs: 0, nowMs: 0 })
  useEffect(() => {
    if (untilMs === 0) return
    const timer = setInterval(() => set((before) => ({ ...before, nowMs: performance.now() })), 250)
    return () => clearInterval(timer)
  }, [untilMs])
  const begin = (error: Error) => {
    const atMs = performance.now()
    set({ untilMs: atMs + secondsOf(error) * 1000, nowMs: atMs })
  }
  return { seconds: Math.max(0, Math.ceil((untilMs - nowMs) / 1000)), begin }
}

function secondsOf(error: Error): number {
  const problem = error instanceof Refused ? error.problem : null
  return problem?.code === 'sign-in/locked' ? Number(problem.detail) || 0 : 0
}
