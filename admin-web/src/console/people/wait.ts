import { useEffect, useState } from 'react'
import { Refused } from '../../parts/api.js'

/** How many seconds a refusal still asks to wait, counted down; 0 when one may try again. */
export function useWait(error: Error | null): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const wanted = secondsOf(error)
    setSeconds(wanted)
    if (wanted === 0) return
    const untilMs = performance.now() + wanted * 1000
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((untilMs - performance.now()) / 1000))
      setSeconds(left)
      if (left === 0) clearInterval(timer)
    }, 250)
    return () => clearInterval(timer)
  }, [error])
  return seconds
}

function secondsOf(error: Error | null): number {
  const problem = error instanceof Refused ? error.problem : null
  return problem?.code === 'sign-in/locked' ? Number(problem.detail) || 0 : 0
}
