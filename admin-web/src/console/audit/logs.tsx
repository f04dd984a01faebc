import type { AUDIT_LOG, AUDIT_VERIFIED } from '@liandong/core/http/audit/routes.js'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Flex, Table, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Static } from 'typebox'
import { useTell } from '../../counter/tell.js'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'

type Log = Static<typeof AUDIT_LOG>
type Verified = Static<typeof AUDIT_VERIFIED>

const known = ['audit-gap', 'audit-hash', 'audit-order', 'audit-chain', 'audit-columns', 'audit-head', 'audit-doubted'] as const

/** Which logs are here, how far, whether they are believed; and every entry looked at when asked. */
export function Logs() {
  const { t } = useTranslation()
  const query = useAnswer<{ readonly logs: readonly Log[] }>('/api/audit/logs')
  const roster = useAnswer<{ readonly policy: { readonly auditKeepMonths: number } }>('/api/roster')
  return (
    <Part title={t('audit.logs')}>
      <Flex vertical gap={16}>
        {roster.data !== undefined && (
          <Typography.Text type="secondary">{t('audit.keep', { months: roster.data.policy.auditKeepMonths })}</Typography.Text>
        )}
        <Verify />
        <Asked query={query}>{({ logs }) => <LogTable logs={logs} />}</Asked>
      </Flex>
    </Part>
  )
}

function LogTable({ logs }: { readonly logs: readonly Log[] }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  return (
    <Table
      aria-label={t('audit.logs')}
      rowKey="chain"
      size="small"
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={[...logs]}
      columns={[
        { title: t('audit.chain'), render: (_, { site }) => site.name },
        { title: '', width: 120, render: (_, { own }) => t(own ? 'audit.own' : 'audit.copy') },
        {
          title: t('audit.head'),
          render: (_, { head, pruned }) => `${head}${pruned > 0 ? ` · ${t('audit.begins', { from: pruned + 1 })}` : ''}`,
        },
        {
          title: t('audit.trust'),
          render: (_, { trouble }) =>
            trouble === null ? (
              <Tag color="green">{t('audit.trusted')}</Tag>
            ) : (
              t('audit.doubted', { sequence: trouble.sequence, what: faults[trouble.code]?.title ?? trouble.code })
            ),
        },
      ]}
    />
  )
}

function Verify() {
  const { t } = useTranslation()
  const tell = useTell()
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => tell<Verified>('/api/audit/verification', { method: 'GET' }),
  })
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} align="center">
        <Button type="primary" loading={isPending} onClick={() => mutate()}>
          {t('audit.verify')}
        </Button>
        {isPending && <span role="status">{t('audit.verifying')}</span>}
      </Flex>
      {error !== null && <Refusal error={error} />}
      {data !== undefined && !isPending && <Result verified={data} />}
    </Flex>
  )
}

function Result({ verified: { logs, entries, findings } }: { readonly verified: Verified }) {
  const { t } = useTranslation()
  if (findings.length === 0) return <Alert type="success" showIcon role="status" title={t('audit.sound', { logs, entries })} />
  const words = (kind: string) => {
    const found = known.find((each) => each === kind)
    return found === undefined ? kind : t(`audit.findings.${found}`)
  }
  return (
    <Flex vertical gap={12}>
      <Alert type="error" showIcon role="alert" title={t('audit.broken', { entries, count: findings.length })} />
      <Table
        aria-label={t('audit.finding')}
        rowKey={({ kind, subject }) => `${kind} ${subject}`}
        size="small"
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={[...findings]}
        columns={[
          { title: t('audit.finding'), render: (_, { kind }) => words(kind) },
          { title: t('audit.whereFound'), dataIndex: 'subject' },
          { title: t('audit.detail'), dataIndex: 'detail' },
        ]}
      />
    </Flex>
  )
}
