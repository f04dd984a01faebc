import { Button, Flex, Table } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { AsOf } from '../../parts/tags/as-of.js'
import { saveTable } from './save-file.js'

export interface Column<Row> {
  readonly title: string
  /** As it is saved; shown so too unless `show` says otherwise. */
  readonly text: (row: Row) => string | number | null
  readonly show?: (row: Row) => ReactNode
}

interface Props<Row> {
  readonly name: string
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly columns: readonly Column<Row>[]
  /** null: the answer says no time. */
  readonly asOfMs: number | null
  /** What no row means. */
  readonly none: string
}

/** A report with the time of its figures and the way to a table of one's own. */
export function ReportTable<Row extends object>({ name, rows, keyOf, columns, asOfMs, none }: Props<Row>) {
  const { t } = useTranslation()
  const save = () =>
    saveTable(name, [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ text }) => text(row)))])
  return (
    <Flex vertical gap={8}>
      <Flex justify="space-between" align="center">
        <h2 className="part">{t('catalogue.reports.count', { name, count: rows.length })}</h2>
        <Button size="small" onClick={save} aria-label={t('catalogue.reports.saveOne', { name })}>
          {t('catalogue.reports.asTable')}
        </Button>
      </Flex>
      <Table<Row>
        aria-label={name}
        rowKey={keyOf}
        size="small"
        dataSource={[...rows]}
        locale={{ emptyText: none }}
        pagination={{ pageSize: 15, hideOnSinglePage: true, showSizeChanger: false }}
        columns={columns.map(({ title, text, show }) => ({
          title,
          render: (_: unknown, row: Row) => (show ?? text)(row) ?? t('none'),
        }))}
      />
      {asOfMs !== null && <AsOf ms={asOfMs} />}
    </Flex>
  )
}
