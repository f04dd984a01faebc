import { Button, Flex, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ageText } from '../../parts/times.js'
import type { ReadyCase } from './outlet-page.js'

interface Props {
  readonly cases: readonly ReadyCase[]
  readonly label: string
  /** null where nothing can be handed out yet. */
  readonly take: ((number: string) => void) | null
}

/** The longest waiting first. */
export function ReadyTable({ cases, label, take }: Props) {
  const { t } = useTranslation()
  return (
    <Table
      aria-label={label}
      rowKey="caseId"
      size="middle"
      pagination={cases.length > 20 ? { pageSize: 20 } : false}
      locale={{ emptyText: t('outlet.empty') }}
      dataSource={[...cases]}
      columns={[
        {
          title: t('cases.number'),
          render: (_, { caseId, number }) => (
            <Link className="number" to={`/cases/${caseId}`}>
              {number}
            </Link>
          ),
        },
        {
          title: t('outlet.item'),
          render: (_, { itemName, due, certificateAt }) => (
            <Flex vertical>
              <span>{itemName}</span>
              {due.length > 0 && <small>{t('outlet.due', { names: due.map(({ name }) => name).join(t('comma')) })}</small>}
              {certificateAt !== null && <small>{t('outlet.certificateAt', { place: certificateAt.name })}</small>}
            </Flex>
          ),
        },
        {
          title: t('outlet.result'),
          render: (_, { result }) => <Tag color={result === 'granted' ? 'green' : 'red'}>{t(`outlet.${result}`)}</Tag>,
        },
        { title: t('outlet.waited'), render: (_, { age }) => ageText(t, age) },
        ...(take === null
          ? []
          : [
              {
                title: t('outlet.take'),
                render: (_: unknown, { number }: ReadyCase) => (
                  <Button aria-label={t('outlet.takeOne', { number })} onClick={() => take(number)}>
                    {t('outlet.take')}
                  </Button>
                ),
              },
            ]),
      ]}
    />
  )
}
