import { useMutation } from '@tanstack/react-query'
import { Button, Dropdown, Flex, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Refusal } from '../../parts/refusal.js'
import { timeText } from '../../parts/times.js'
import { useTell } from '../tell.js'
import type { PaperReceipts } from './later-part.js'

type PaperReceipt = PaperReceipts['receipts'][number]

interface Props {
  readonly receipts: readonly PaperReceipt[]
  readonly changed: () => void
}

const colors = { free: 'blue', used: 'green', void: 'default' } as const
const reasons = ['spoiled', 'lost', 'other'] as const

/** Each numbered paper: free, used by a case, or void with the reason. */
export function ReceiptTable({ receipts, changed }: Props) {
  const { t } = useTranslation()
  const tell = useTell()
  const spoil = useMutation({
    mutationFn: ({ number, reason }: { readonly number: string; readonly reason: string }) =>
      tell(`/api/paper-receipts/${encodeURIComponent(number)}/void`, { method: 'POST', body: { reason } }),
    onSuccess: changed,
  })
  return (
    <>
      {spoil.error !== null && <Refusal error={spoil.error} />}
      <Table
        aria-label={t('later.list')}
        rowKey="number"
        size="small"
        pagination={receipts.length > 20 ? { pageSize: 20 } : false}
        locale={{ emptyText: t('later.none') }}
        dataSource={[...receipts]}
        columns={[
          { title: t('later.number'), render: (_, receipt) => <NumberOf receipt={receipt} /> },
          {
            title: t('later.state'),
            render: (_, { state, reason }) => (
              <Tag color={colors[state]}>
                {reason === null ? t(`later.${state}`) : `${t('later.void')} ${t(`later.voidReasons.${reason}`)}`}
              </Tag>
            ),
          },
          {
            title: t('later.reserved'),
            render: (_, { reservedMs, by }) => t('later.by', { time: timeText(reservedMs), name: by.name }),
          },
          {
            title: t('later.enter'),
            render: (_, { number, state }) =>
              state === 'free' && (
                <Flex gap={8}>
                  <Link to={`/new?receipt=${encodeURIComponent(number)}`} aria-label={t('later.enterOne', { number })}>
                    {t('later.enter')}
                  </Link>
                  <Dropdown
                    trigger={['click']}
                    menu={{
                      items: reasons.map((key) => ({ key, label: t(`later.voidReasons.${key}`) })),
                      onClick: ({ key }) => spoil.mutate({ number, reason: key }),
                    }}
                  >
                    <Button size="small" title={t('later.voidAsk')} aria-label={t('later.voidOne', { number })}>
                      {t('later.void')}
                    </Button>
                  </Dropdown>
                </Flex>
              ),
          },
        ]}
      />
    </>
  )
}

function NumberOf({ receipt: { number, state, caseId } }: { readonly receipt: PaperReceipt }) {
  return state === 'used' ? (
    <Link className="number" to={`/cases/${caseId}`}>
      {number}
    </Link>
  ) : (
    <span className="number">{number}</span>
  )
}
