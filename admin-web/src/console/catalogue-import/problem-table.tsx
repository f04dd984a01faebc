import { Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSeat } from '../../parts/desk.js'
import type { SheetProblem } from '../catalogue/shapes.js'

interface Row {
  readonly key: number
  readonly problem: SheetProblem
}

/** Every problem by sheet, row and column, with what it is and what to do; errors first, as the check tells them. */
export function ProblemTable({ problems }: { readonly problems: readonly SheetProblem[] }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  return (
    <Table<Row>
      aria-label={t('catalogue.import.problems')}
      rowKey="key"
      size="small"
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={problems.map((problem, key) => ({ key, problem }))}
      columns={[
        {
          title: t('catalogue.import.severity'),
          width: 90,
          render: (_, { problem: { severity } }) => (
            <Tag color={severity === 'error' ? 'red' : 'orange'}>{t(`catalogue.import.${severity}`)}</Tag>
          ),
        },
        {
          title: t('catalogue.import.sheet'),
          width: 110,
          render: (_, { problem }) => problem.sheet ?? t('catalogue.import.wholeFile'),
        },
        { title: t('catalogue.import.row'), width: 70, render: (_, { problem }) => problem.row ?? t('none') },
        {
          title: t('catalogue.import.column'),
          width: 150,
          render: (_, { problem: { column, header } }) => [column, header].filter((part) => part !== null).join(' ') || t('none'),
        },
        {
          title: t('catalogue.import.value'),
          width: 180,
          render: (_, { problem }) => <span className="catalogue-words">{problem.value ?? t('none')}</span>,
        },
        {
          title: t('catalogue.import.problem'),
          render: (_, { problem: { code, detail } }) => (
            <>
              <div>{faults[code]?.title ?? code}</div>
              <div className="catalogue-words">{detail}</div>
            </>
          ),
        },
        { title: t('catalogue.import.next'), width: 230, render: (_, { problem: { code } }) => faults[code]?.next ?? t('none') },
      ]}
    />
  )
}
