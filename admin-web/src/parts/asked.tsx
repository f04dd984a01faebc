import type { UseQueryResult } from '@tanstack/react-query'
import { Flex, Spin } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from './refusal.js'

interface Props<Answer> {
  readonly query: UseQueryResult<Answer>
  readonly children: (answer: Answer) => ReactNode
}

/** Shows the wait, the refusal with its next step, or the answer; an answer that grew old stays below the refusal. */
export function Asked<Answer>({ query, children }: Props<Answer>) {
  const { data, error, isPlaceholderData } = query
  const isOwnAnswer = data !== undefined && !(isPlaceholderData && error !== null)
  return (
    <Flex vertical gap={16}>
      {error !== null && <Refusal error={error} onRetry={() => void query.refetch()} />}
      {data === undefined && error === null && <Waiting />}
      {isOwnAnswer && (
        <div aria-busy={isPlaceholderData} style={isPlaceholderData ? { opacity: 0.55 } : undefined}>
          {children(data)}
        </div>
      )}
    </Flex>
  )
}

export function Waiting() {
  const { t } = useTranslation()
  return (
    <Flex justify="center" align="center" gap={12} style={{ padding: 64 }} role="status">
      <Spin />
      <span>{t('waiting')}</span>
    </Flex>
  )
}
