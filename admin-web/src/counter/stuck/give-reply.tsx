import { useMutation } from '@tanstack/react-query'
import { Button, Flex, Input, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../parts/api.js'
import { useSeat } from '../../parts/desk.js'
import { Refusal } from '../../parts/refusal.js'
import type { CasePage } from '../../parts/shapes.js'
import { useTyped } from '../typed/use-typed.js'
import { newId, useTell } from '../tell.js'
import { replyStep } from './stuck-item.js'

interface Props {
  readonly page: CasePage
  readonly done: () => void
}

/** 答复: accepted, answered in writing, sent back to be told; each part once, wherever it broke off before. */
export function GiveReply({ page, done }: Props) {
  const { t } = useTranslation()
  const [text, type] = useState('')
  const reply = useReply(page, done)
  return (
    <Flex vertical gap={8}>
      <label className="field-name" htmlFor="stuck-reply">
        {t('stuck.reply')}
      </label>
      <Input.TextArea id="stuck-reply" rows={5} maxLength={1_000} value={text} onChange={({ target }) => type(target.value)} />
      <Typography.Text type="secondary">{t('stuck.replyHint')}</Typography.Text>
      {reply.error !== null && <Refusal error={reply.error} />}
      <Button
        type="primary"
        disabled={text.trim() === '' || reply.isPending}
        onClick={() => reply.mutate(text.trim())}
        style={{ width: 120 }}
      >
        {t('stuck.giveReply')}
      </Button>
    </Flex>
  )
}

/** Before anything is done to an application it is accepted. */
const unaccepted = ['registered', 'submitted']

function useReply({ line, steps, asOfMs }: CasePage, done: () => void) {
  const { t, i18n } = useTranslation()
  const tell = useTell()
  const typed = useTyped()
  const { desk } = useSeat()
  const [ids] = useState(() => ({ accept: newId(), step: newId(), give: newId() }))
  const { caseId, number, servicePlace } = line
  return useMutation({
    mutationFn: async (text: string) => {
      const act = (requestId: string, what: object) =>
        tell(`/api/cases/${caseId}/acts`, { method: 'POST', body: { requestId, act: what } })
      if (unaccepted.includes(line.stage)) await act(ids.accept, { act: 'accept' })
      const paper = await typed(caseId, { title: t('stuck.replyTitle'), text, number, atMs: asOfMs })
      const isReviewed = steps.some(({ id, result }) => id === replyStep && result !== null)
      if (!isReviewed) await act(ids.step, { act: 'review-step', step: replyStep, result: 'agreed', opinion: paper })
      const asking = { desk, language: i18n.language }
      const at = await ask<{ readonly place: { readonly site: string } }>(
        `/api/places/${encodeURIComponent(servicePlace.id)}`,
        asking,
      )
      const to = { site: at.place.site, place: servicePlace.id, person: null, from: null, until: null }
      await act(ids.give, { act: 'give-task', kind: 'notify', instruction: paper, ...to })
    },
    onSuccess: done,
  })
}
