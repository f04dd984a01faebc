import { Alert, Button, Flex, Table, Typography } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { Part } from '../../parts/part.js'
import { timeText } from '../../parts/times.js'
import { addWords } from '../../parts/words/add-words.js'
import { Bars } from './bars.js'
import { FigureRow } from './figure-row.js'
import { Hall } from './hall.js'
import './overview.css'
import { casesBehind, FIGURES, type Overview, type OverviewRow, topOf } from './shapes.js'
import { en, zh } from './words.js'

addWords(zh, en)

/** 总览: what a head asks once a day, with how complete the answer is and the way to the cases behind it. */
export function OverviewPage() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const query = useAnswer<Overview>('/api/overview')
  const leave = useCallback(() => setParams({}, { replace: true }), [setParams])
  const isHall = params.get('view') === 'hall'
  const enter = (
    <Button onClick={() => setParams({ view: 'hall' })} style={{ marginInlineStart: 16 }}>
      {t('overview.hall')}
    </Button>
  )
  return (
    <>
      <Heading title={t('overview.title')} asOfMs={query.data?.asOfMs ?? null} extra={enter} />
      <Asked query={query}>
        {(overview) => {
          const top = topOf(overview)
          if (top === null) return <Alert type="info" title={t('overview.none')} />
          return isHall ? <Hall overview={overview} top={top} leave={leave} /> : <Whole overview={overview} top={top} />
        }}
      </Asked>
    </>
  )
}

function Whole({ overview, top }: { readonly overview: Overview; readonly top: OverviewRow }) {
  const { t } = useTranslation()
  const { rows, silent, near } = overview
  const counties = rows.filter(({ level, place }) => level === 'county' && place.id !== top.place.id)
  const townships = rows.filter(({ level, place }) => level === 'township' && place.id !== top.place.id)
  const below = counties.length > 0 ? counties : townships
  return (
    <Flex vertical gap={16}>
      <FigureRow row={top} />
      <Typography.Text type="secondary">{t('overview.risk', { date: near })}</Typography.Text>
      <Flex gap={12}>
        <Alert
          style={{ flex: 1 }}
          type={silent.length === 0 ? 'success' : 'warning'}
          showIcon
          title={
            silent.length === 0
              ? t('overview.complete', { count: top.places })
              : t('overview.incomplete', { silent: silent.length })
          }
        />
        <Alert
          style={{ flex: 1 }}
          type={top.behind === 0 ? 'success' : 'warning'}
          showIcon
          title={top.behind === 0 ? t('overview.fresh') : t('overview.stale', { count: top.behind })}
        />
      </Flex>
      {below.length > 0 && (
        <Part title={t('overview.chart')}>
          <Bars rows={below} isLarge={false} />
        </Part>
      )}
      <Part title={counties.length > 0 ? t('overview.counties') : t('overview.townships')}>
        <FigureTable name={t('overview.counties')} rows={[top, ...counties]} overview={overview} top={top} />
      </Part>
      {townships.length > 0 && (
        <Part title={t('overview.townships')}>
          <FigureTable name={t('overview.townships')} rows={townships} overview={overview} top={top} />
        </Part>
      )}
      {silent.length > 0 && <Silent overview={overview} />}
    </Flex>
  )
}

interface TableProps {
  readonly name: string
  readonly rows: readonly OverviewRow[]
  readonly overview: Overview
  readonly top: OverviewRow
}

function FigureTable({ name, rows, overview, top }: TableProps) {
  const { t } = useTranslation()
  const placeText = ({ place }: OverviewRow) =>
    place.id === top.place.id ? t('overview.whole', { name: place.name }) : place.name
  return (
    <Table
      aria-label={name}
      rowKey={({ place }) => place.id}
      size="small"
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={[...rows]}
      columns={[
        { title: t('overview.place'), render: (_, row) => placeText(row) },
        ...FIGURES.map((figure) => ({
          title: t(`overview.figures.${figure}`),
          className: 'number',
          width: 110,
          render: (_: unknown, row: OverviewRow) => {
            const path = casesBehind(figure, row, overview)
            const words = { place: row.place.name, figure: t(`overview.figures.${figure}`) }
            return path === null ? (
              row[figure]
            ) : (
              <Link to={path} aria-label={`${row[figure]} ${t('overview.show', words)}`}>
                {row[figure]}
              </Link>
            )
          },
        })),
        { title: t('overview.places'), className: 'number', width: 80, dataIndex: 'places' },
        { title: t('overview.silent'), className: 'number', width: 90, dataIndex: 'silent' },
        { title: t('overview.behind'), className: 'number', width: 110, dataIndex: 'behind' },
      ]}
    />
  )
}

function Silent({ overview: { silent } }: { readonly overview: Overview }) {
  const { t } = useTranslation()
  return (
    <Part title={t('overview.silentTable')}>
      <Table
        aria-label={t('overview.silentTable')}
        rowKey={({ place }) => place.id}
        size="small"
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={[...silent]}
        columns={[
          { title: t('overview.place'), render: (_, { place }) => place.name },
          { title: t('overview.under'), render: (_, { under }) => under?.name ?? t('none') },
          {
            title: t('overview.since'),
            className: 'number',
            render: (_, { heardMs }) => (heardMs === null ? t('overview.never') : timeText(heardMs)),
          },
        ]}
      />
    </Part>
  )
}
