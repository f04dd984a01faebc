import { Flex, Radio, Table, type TableColumnsType, Tooltip, Typography } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { AsOf } from '../../parts/tags/as-of.js'
import { type RegisterFilter, type RegisterProps, periods } from './filter.js'
import type { Ledger, PlaceRows, Tally } from './shapes.js'
import { DateChoice, Export } from './tools.js'

type Line = Ledger['places'][number]
type Row = PlaceRows['rows'][number]

const columnsOfTally = ['taken', 'accepted', 'returned', 'decided', 'told', 'consultations', 'signedOff'] as const

/** 台账: every place of the jurisdiction, also those with nothing; opened, day by day or week by week. */
export function PlaceLedger({ filter, change }: RegisterProps) {
  const { t } = useTranslation()
  const query = useAnswer<Ledger>(`/api/place-days?${asked(filter)}`)
  return (
    <Asked query={query}>
      {({ asOfMs, from, until, places }) => (
        <Flex vertical gap={12}>
          <Flex gap={12} align="center" wrap>
            <Radio.Group
              aria-label={t('registers.ledger.period')}
              optionType="button"
              value={filter.period}
              options={periods.map((period) => ({ value: period, label: t(`registers.ledger.${period}`) }))}
              onChange={({ target }) => change({ period: periods.find((each) => each === target.value) ?? 'week' })}
            />
            <DateChoice date={filter.date === '' ? from : filter.date} choose={(date) => change({ date })} />
            <strong>{t('registers.ledger.span', { from, until })}</strong>
            <Export
              path={`/api/place-days-export?${asked(filter)}`}
              name={`${t('registers.view.ledger')} ${from}--${until}.xlsx`}
            />
          </Flex>
          <Typography.Text type="secondary">{t('registers.ledger.how')}</Typography.Text>
          <Table
            aria-label={t('registers.ledger.title')}
            rowKey={({ place }) => place.id}
            size="small"
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            columns={[{ title: t('registers.ledger.place'), render: (_, { place }) => place.name }, ...tallyColumns<Line>(t)]}
            dataSource={[...places]}
            expandable={{ expandedRowRender: ({ place }) => <RowsOf place={place.id} filter={filter} /> }}
            summary={() => <Totals tallies={places.map(({ tally }) => tally)} />}
          />
          <AsOf ms={asOfMs} />
        </Flex>
      )}
    </Asked>
  )
}

function asked({ period, date }: RegisterFilter): string {
  return new URLSearchParams({ period, ...(date !== '' && { date }) }).toString()
}

function tallyColumns<Row extends { readonly tally: Tally }>(t: TFunction): TableColumnsType<Row> {
  return columnsOfTally.map((name) => ({
    title: t(`registers.ledger.${name}`),
    className: 'number',
    align: 'right' as const,
    render: (_: unknown, { tally }: Row) => <Figure count={tally[name]} />,
  }))
}

/** What only the place's own machine knows is no nought. */
function Figure({ count }: { readonly count: number | null }) {
  const { t } = useTranslation()
  if (count !== null) return count
  return (
    <Tooltip title={t('registers.ledger.atPlaceHint')}>
      <Typography.Text type="secondary">{t('registers.ledger.atPlace')}</Typography.Text>
    </Tooltip>
  )
}

function Totals({ tallies }: { readonly tallies: readonly Tally[] }) {
  const { t } = useTranslation()
  return (
    <Table.Summary.Row>
      <Table.Summary.Cell index={0} />
      <Table.Summary.Cell index={1}>
        <strong>{t('registers.ledger.total')}</strong>
      </Table.Summary.Cell>
      {columnsOfTally.map((name, at) => (
        <Table.Summary.Cell key={name} index={at + 2} align="right">
          <strong>{tallies.reduce((sum, tally) => sum + (tally[name] ?? 0), 0)}</strong>
        </Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  )
}

function RowsOf({ place, filter }: { readonly place: string; readonly filter: RegisterFilter }) {
  const { t } = useTranslation()
  const query = useAnswer<PlaceRows>(`/api/place-days/${encodeURIComponent(place)}?${asked(filter)}`)
  return (
    <Asked query={query}>
      {({ rows }) => (
        <Table
          aria-label={t('registers.ledger.more')}
          rowKey="from"
          size="small"
          pagination={false}
          columns={[
            { title: t('registers.ledger.row'), className: 'number', render: (_, { from, until }) => spanText(from, until) },
            ...tallyColumns<Row>(t),
            {
              title: t('registers.ledger.signer'),
              render: (_, { signedBy }) => [...new Set(signedBy.map(({ name }) => name))].join('、') || t('registers.none'),
            },
          ]}
          dataSource={[...rows]}
        />
      )}
    </Asked>
  )
}

function spanText(from: string, until: string): string {
  return from === until ? from : `${from} – ${until.slice(5)}`
}
