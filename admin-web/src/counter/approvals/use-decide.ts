import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useTyped } from '../typed/use-typed.js'
import type { PaperValue } from '../acts/fields.js'
import { newId, useTell } from '../tell.js'

export type Result = 'granted' | 'denied'

/** One decision as it was filled in; the id makes sending it twice have one effect. */
export interface Decision {
  readonly requestId: string
  readonly result: Result
  readonly opinion: string
  readonly certificateNumber: string
}

export function newDecision(): Decision {
  return { requestId: newId(), result: 'granted', opinion: '', certificateNumber: '' }
}

interface Decided {
  readonly caseId: string
  readonly number: string
}

/** Keeps the opinion as a paper, then decides. */
export function useDecide(): (line: Decided, decision: Decision, nowMs: number) => Promise<void> {
  const { t } = useTranslation()
  const tell = useTell()
  const type = useTyped()
  return useCallback(
    async ({ caseId, number }, { requestId, result, opinion, certificateNumber }, nowMs) => {
      const text = opinion.trim()
      const title = t('approve.opinionTitle')
      const document: PaperValue | null = text === '' ? null : await type(caseId, { title, text, number, atMs: nowMs })
      const certificate = result === 'granted' && certificateNumber.trim() !== '' ? certificateNumber.trim() : null
      const act = { act: 'decide', result, document, certificateNumber: certificate }
      await tell(`/api/cases/${caseId}/acts`, { method: 'POST', body: { requestId, act } })
    },
    [t, tell, type],
  )
}
