import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Flex, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Refusal } from '../../parts/refusal.js'
import type { CasePage } from '../../parts/shapes.js'
import { useTyped } from '../typed/use-typed.js'
import type { ItemLine } from '../shapes.js'
import { newId, useTell } from '../tell.js'

interface Props {
  readonly page: CasePage
  readonly task: string
  readonly done: () => void
}

const hows = ['person', 'phone'] as const

/** The answer is read out, the guide it names printed, and that somebody was told is written down. */
export function TellReply({ page: { line, asOfMs }, task, done }: Props) {
  const { t } = useTranslation()
  const tell = useTell()
  const typed = useTyped()
  const [requestId] = useState(newId)
  const told = useMutation({
    mutationFn: async (how: (typeof hows)[number]) => {
      const { caseId, number } = line
      const words = { title: t('stuck.toldTitle'), text: t(`stuck.how.${how}`), number, atMs: asOfMs }
      const act = { act: 'answer-task', task, result: 'done', report: await typed(caseId, words), votes: null }
      return tell(`/api/cases/${caseId}/acts`, { method: 'POST', body: { requestId, act } })
    },
    onSuccess: done,
  })
  if (told.isSuccess) return <Alert type="success" showIcon role="status" title={t('stuck.toldSent')} />
  return (
    <Flex vertical gap={12} className="no-print">
      <Guide />
      {told.error !== null && <Refusal error={told.error} />}
      <Flex gap={8} align="center" role="group" aria-label={t('stuck.toldHow')}>
        <span>{t('stuck.toldHow')}</span>
        {hows.map((how) => (
          <Button key={how} type="primary" disabled={told.isPending} onClick={() => told.mutate(how)}>
            {t(`stuck.how.${how}`)}
          </Button>
        ))}
      </Flex>
    </Flex>
  )
}

/** 办事指南 of whatever the answer points to. */
function Guide() {
  const { t } = useTranslation()
  const [text, type] = useState('')
  const sought = text.trim()
  const { data } = useAnswer<{ readonly items: readonly ItemLine[] }>(`/api/items?limit=5&text=${encodeURIComponent(sought)}`)
  return (
    <Flex vertical gap={4}>
      <label className="field-name" htmlFor="stuck-guide">
        {t('stuck.guide')}
      </label>
      <Input
        id="stuck-guide"
        type="search"
        placeholder={t('stuck.guideFind')}
        value={text}
        maxLength={100}
        onChange={({ target }) => type(target.value)}
      />
      {sought !== '' &&
        (data?.items ?? []).map(({ id, name, organ }) => (
          <a key={id} href={`/print/items/${encodeURIComponent(id)}`} target="_blank" rel="noreferrer">
            {[name, organ?.name].filter((word) => word !== undefined).join(' · ')}
          </a>
        ))}
    </Flex>
  )
}
