import { useCallback } from 'react'
import { useSeat } from '../../parts/desk.js'
import { timeText } from '../../parts/times.js'
import { useTell } from '../tell.js'
import type { PaperValue } from '../acts/fields.js'
import { drawTyped } from './typed-paper.js'

export interface Typed {
  readonly title: string
  readonly text: string
  readonly number: string
  /** The program's time. */
  readonly atMs: number
}

/** Keeps typed words as a paper of the case, signed with who sits here. */
export function useTyped(): (caseId: string, typed: Typed) => Promise<PaperValue> {
  const tell = useTell()
  const { desk } = useSeat()
  return useCallback(
    async (caseId, { title, text, number, atMs }) => {
      const who = [desk?.person.name, desk?.organ?.name ?? desk?.place.name, timeText(atMs)]
      const file = await drawTyped({ title, number, text, signed: who.filter((word) => word !== undefined).join(' · ') })
      return tell<PaperValue>(`/api/cases/${caseId}/papers`, { method: 'POST', file })
    },
    [tell, desk],
  )
}
