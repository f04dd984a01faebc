import type { Refused } from '../parts/api.js'
import { useSaid } from './said.js'

/** What did not work, and what to do now, in words a villager can act by. */
export function Trouble({ refused, onAgain }: { readonly refused: Refused; readonly onAgain?: () => void }) {
  const { words } = useSaid()
  const { problem } = refused
  return (
    <div className="trouble" role="alert">
      <p>
        <strong>{problem?.title ?? words.noAnswer}</strong>
      </p>
      <p>{words.next(problem?.next ?? words.noAnswerNext)}</p>
      {onAgain !== undefined && problem === null && (
        <button type="button" onClick={onAgain}>
          {words.again}
        </button>
      )}
    </div>
  )
}

export function Wait() {
  const { words } = useSaid()
  return (
    <p className="wait" role="status">
      {words.wait}
    </p>
  )
}
