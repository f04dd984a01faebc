import { Collapse, Flex, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { ageText } from '../../parts/times.js'
import type { Reason } from './attention.js'

const colors: Readonly<Record<Reason['concern'], string>> = {
  stopped: 'red',
  down: 'red',
  overdue: 'red',
  'overdue-key': 'red',
  unopened: 'orange',
  'at-risk': 'orange',
  waiting: 'orange',
  behind: 'blue',
  certificate: 'blue',
  clock: 'blue',
}

/** One reason with its figures; the code is one click deeper. */
export function Why({ reason }: { readonly reason: Reason }) {
  const { t } = useTranslation()
  const { concern, count, code, sinceMs, openMinutes } = reason
  const figures = { count, minutes: `${count < 0 ? '−' : '+'}${Math.abs(count)}`, days: -count }
  return (
    <Flex vertical style={{ marginBottom: 4 }}>
      <Flex gap={8} align="baseline" wrap>
        <Tag color={colors[concern]} style={{ margin: 0 }}>
          {t(`attention.concern.${concern}`)}
        </Tag>
        <span>{t(`attention.told.${concern}`, figures)}</span>
      </Flex>
      {sinceMs !== null && (
        <Typography.Text type="secondary">{t('attention.since', { age: ageText(t, { sinceMs, openMinutes }) })}</Typography.Text>
      )}
      {code !== null && (
        <Collapse
          ghost
          size="small"
          items={[{ key: 'code', label: t('attention.more'), children: <code>{t('attention.code', { code })}</code> }]}
        />
      )}
    </Flex>
  )
}
