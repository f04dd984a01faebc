import type { PROPOSAL, SEIZED } from '@liandong/core/http/enrolment/seizures.js'
import { Alert, Flex, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Static } from 'typebox'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { Heading } from '../../parts/heading.js'
import { Part } from '../../parts/part.js'
import { addWords } from '../../parts/words/add-words.js'
import { AskForm } from './ask-form.js'
import { Proposals } from './proposals.js'
import { en, zh } from './words.js'

addWords(zh, en)

export type Proposal = Static<typeof PROPOSAL>
export type Seized = Static<typeof SEIZED>

interface Answer {
  readonly asOfMs: number
  readonly proposals: readonly Proposal[]
}

/** 接管: asked by one, confirmed or refused by another, with what came of it. */
export function SeizurePage() {
  const { t } = useTranslation()
  const { roles } = useSeat().session
  const [told, tell] = useState<readonly string[]>([])
  const query = useAnswer<Answer>('/api/seizures')
  const mayAsk = roles.some(({ role }) => role === 'supervisor' || role === 'network-administrator')
  return (
    <>
      <Heading title={t('seizures.title')} asOfMs={query.data?.asOfMs ?? null} />
      <Flex vertical gap={16}>
        <Typography.Text type="secondary">{t('seizures.hint')}</Typography.Text>
        {told.length > 0 && (
          <Alert type="success" showIcon role="status" title={told[0]} description={told.slice(1).join(' ') || undefined} />
        )}
        <Part title={t('seizures.table')}>
          <Asked query={query}>{({ proposals }) => <Proposals proposals={proposals} tell={tell} />}</Asked>
        </Part>
        {mayAsk && (
          <Part title={t('seizures.ask')}>
            <AskForm done={() => tell([t('seizures.proposed')])} />
          </Part>
        )}
      </Flex>
    </>
  )
}
