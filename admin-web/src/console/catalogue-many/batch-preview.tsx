import { Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Differences } from '../catalogue/differences.js'
import type { BatchLines } from '../catalogue/shapes.js'

type Line = BatchLines['items'][number]

/** What the change would do to each item: differences, why it may not read so, open cases it leaves as they are. */
export function BatchPreview({ lines }: { readonly lines: BatchLines }) {
  const { t } = useTranslation()
  const casesOf = (line: Line) => line.openCases.reduce((sum, { count }) => sum + count, 0)
  const touched = lines.items.filter(({ differences }) => differences.length > 0)
  return (
    <>
      <span role="status">
        {t('catalogue.many.touched', { count: touched.length, left: lines.items.length - touched.length })}
      </span>
      <Table<Line>
        aria-label={t('catalogue.many.preview')}
        rowKey={({ item }) => item.id}
        size="small"
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={touched}
        expandable={{
          expandedRowRender: ({ item, differences }) => (
            <Differences differences={differences} label={t('catalogue.differences.of', { name: item.name })} />
          ),
        }}
        columns={[
          { title: t('catalogue.items.name'), render: (_, { item }) => item.name },
          {
            title: t('catalogue.many.first'),
            render: (_, { differences: [first] }) =>
              first === undefined
                ? t('none')
                : `${first.label}${t('colon')}${first.old ?? t('none')} → ${first.new ?? t('none')}`,
          },
          { title: t('catalogue.many.cases'), width: 110, render: (_, line) => casesOf(line) },
          {
            title: t('catalogue.many.problems'),
            render: (_, { problems }) =>
              problems.length === 0 ? (
                <Tag color="green">{t('catalogue.many.fine')}</Tag>
              ) : (
                <span className="catalogue-finding refusal">{problems.join('; ')}</span>
              ),
          },
        ]}
      />
    </>
  )
}
