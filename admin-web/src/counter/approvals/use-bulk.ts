import { useRef, useState } from 'react'
import type { Approval } from './shapes.js'
import { newDecision, useDecide } from './use-decide.js'

export type Outcome = 'working' | 'done' | Error

/** Decides one after the other; each says what became of it, and one that is refused holds back no other. */
export function useBulk(cases: readonly Approval[], nowMs: number) {
  const decide = useDecide()
  // Made once, so that sending a case again after a lost answer has one effect.
  const [rows] = useState(() => cases.map(({ line }) => ({ line, decision: newDecision() })))
  const [outcomes, note] = useState<ReadonlyMap<string, Outcome>>(new Map())
  const [isRunning, run] = useState(false)
  const isStopped = useRef(false)
  const go = async (chosen: ReadonlySet<string>, opinion: string) => {
    isStopped.current = false
    run(true)
    for (const { line, decision } of rows) {
      if (isStopped.current) break
      if (!chosen.has(line.caseId) || outcomes.get(line.caseId) === 'done') continue
      const say = (outcome: Outcome) => note((before) => new Map([...before, [line.caseId, outcome]]))
      say('working')
      await decide(line, { ...decision, opinion }, nowMs).then(
        () => say('done'),
        (cause: unknown) => say(cause instanceof Error ? cause : new Error(String(cause))),
      )
    }
    run(false)
  }
  const stop = () => {
    isStopped.current = true
  }
  return { rows, outcomes, isRunning, go, stop }
}
