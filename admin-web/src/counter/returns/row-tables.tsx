import { Flex, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSeat } from '../../parts/desk.js'
import type { Applied, ReturnRow } from './shapes.js'

interface FittingProps {
  readonly rows: readonly ReturnRow[]
  /** null before they are noted. */
  readonly applied: Applied['rows'] | null
}

/** Rows with the step each belongs to, and what became of them. */
export function Fitting({ rows, applied }: FittingProps) {
  const { t } = useTranslation()
  return (
    <Table
      aria-label={t('returns.matched', { count: rows.length })}
      rowKey="row"
      size="small"
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      locale={{ emptyText: t('returns.none') }}
      dataSource={[...rows]}
      columns={[
        { title: t('returns.row'), dataIndex: 'row', width: 60 },
        {
          title: t('returns.number'),
          render: (_, { match }) => (
            <Link className="number" to={`/cases/${match?.caseId ?? ''}`}>
              {match?.number}
            </Link>
          ),
        },
        { title: t('returns.external'), dataIndex: 'externalNumber' },
        { title: t('returns.step'), render: (_, { match }) => (match === null ? '' : `${match.itemName} · ${match.stepName}`) },
        { title: t('returns.said'), dataIndex: 'said' },
        {
          title: t('returns.state'),
          render: (_, { state }) => <Tag color="blue">{state === null ? '' : t(`acts.external.${state}`)}</Tag>,
        },
        { title: t('returns.date'), render: (_, { date }) => date ?? t('none') },
        ...(applied === null
          ? []
          : [
              {
                key: 'outcome',
                title: t('returns.outcome'),
                render: (_: unknown, { row }: ReturnRow) => <Outcome row={row} applied={applied} />,
              },
            ]),
      ]}
    />
  )
}

function Outcome({ row, applied }: { readonly row: number; readonly applied: Applied['rows'] }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  const found = applied.find((each) => each.row === row)
  if (found === undefined) return null
  const fault = found.code === null ? undefined : faults[found.code]
  return (
    <Flex gap={8} align="center">
      <Tag color={found.outcome === 'refused' ? 'red' : 'green'}>{t(`returns.${found.outcome}`)}</Tag>
      {fault !== undefined && <span>{`${fault.title}${t('semicolon')}${fault.next}`}</span>}
    </Flex>
  )
}

/** Rows that fit nothing, each with why and what to do. */
export function Unfitting({ rows }: { readonly rows: readonly ReturnRow[] }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  return (
    <Table
      aria-label={t('returns.unmatched', { count: rows.length })}
      rowKey="row"
      size="small"
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      locale={{ emptyText: t('returns.none') }}
      dataSource={[...rows]}
      columns={[
        { title: t('returns.row'), dataIndex: 'row', width: 60 },
        { title: t('returns.number'), dataIndex: 'number' },
        { title: t('returns.external'), dataIndex: 'externalNumber' },
        { title: t('returns.said'), dataIndex: 'said' },
        { title: t('returns.date'), render: (_, { date }) => date ?? t('none') },
        {
          title: t('returns.reason'),
          render: (_, { problem }) => {
            const fault = problem === null ? undefined : faults[problem]
            return fault === undefined ? '' : `${fault.title}${t('semicolon')}${fault.next}`
          },
        },
      ]}
    />
  )
}
