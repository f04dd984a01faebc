import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { CasePage, HistoryEntry } from '../../parts/shapes.js'
import { useTyped } from '../typed/use-typed.js'
import { newId, useTell } from '../tell.js'

interface PlaceAnswer {
  readonly place: { readonly site: string }
}

/** Who did the last step before the decision, or accepted: rework goes back to them. */
export function workerBefore({ history }: Pick<CasePage, 'history'>): HistoryEntry['by'] | null {
  const worked = [...history].reverse().find(({ body }) => body.type === 'step-reviewed' || body.type === 'accepted')
  return worked?.by ?? null
}

/**
 * 退回修改: a task for whoever worked on the case last, its reason a paper of the case. A step that was agreed stays in the log as
 * it was; the case waits for the decision again once the task is answered. Answers with the name it went to.
 */
export function useRework(): (page: CasePage, why: string) => Promise<string> {
  const { t } = useTranslation()
  const tell = useTell()
  const type = useTyped()
  return useCallback(
    async (page, why) => {
      const worker = workerBefore(page)
      if (worker === null) return ''
      const { caseId, number } = page.line
      const title = t('approve.reworkTitle')
      const instruction = await type(caseId, { title, text: why.trim(), number, atMs: page.asOfMs })
      const { person, place } = worker
      const { site } = (await tell<PlaceAnswer>(`/api/places/${encodeURIComponent(place.id)}`, { method: 'GET' })).place
      const task = { kind: 'opinion', site, place: place.id, person: person.id, from: null, until: null, instruction }
      const act = { act: 'give-task', ...task }
      await tell(`/api/cases/${caseId}/acts`, { method: 'POST', body: { requestId: newId(), act } })
      return person.name
    },
    [t, tell, type],
  )
}
