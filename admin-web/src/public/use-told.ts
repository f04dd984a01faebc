import { useCallback, useEffect, useState } from 'react'
import { ask, Refused } from '../parts/api.js'

/** An answer with its wait and its refusal. */
export interface Told<Answer> {
  readonly answer: Answer | null
  readonly refused: Refused | null
  readonly isWaiting: boolean
  readonly again: () => void
}

/** What the program answers to anybody at `path`; the last answer stays while the next is read. */
export function useTold<Answer>(path: string | null, language: string): Told<Answer> {
  const [told, tell] = useState<{ answer: Answer | null; refused: Refused | null; of: string | null }>({
    answer: null,
    refused: null,
    of: null,
  })
  const [round, next] = useState(0)
  const of = path === null ? null : `${path} ${language} ${round}`
  useEffect(() => {
    if (path === null || of === null) return
    const leaving = new AbortController()
    ask<Answer>(path, { desk: null, language, signal: leaving.signal }).then(
      (answer) => tell({ answer, refused: null, of }),
      (error: unknown) => {
        if (!leaving.signal.aborted)
          tell({ answer: null, refused: error instanceof Refused ? error : new Refused(null, error), of })
      },
    )
    return () => leaving.abort()
  }, [path, language, of])
  const again = useCallback(() => next((count) => count + 1), [])
  return { answer: told.answer, refused: told.refused, isWaiting: of !== null && told.of !== of, again }
}
