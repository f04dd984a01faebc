import { Empty, Table, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Difference } from './shapes.js'

const colors = { added: 'green', removed: 'red', changed: 'blue' } as const

/** What is not as it was, one line each, old beside new. */
export function Differences({ differences, label }: { readonly differences: readonly Difference[]; readonly label: string }) {
  const { t } = useTranslation()
  if (differences.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('catalogue.differences.none')} />
  return (
    <Table
      aria-label={label}
      rowKey="path"
      size="small"
      tableLayout="fixed"
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      dataSource={[...differences]}
      columns={columns(t)}
    />
  )
}

function columns(t: TFunction): TableColumnsType<Difference> {
  const words = (text: string | null) => <span className="catalogue-words">{text ?? t('none')}</span>
  return [
    {
      title: t('catalogue.differences.part'),
      width: 260,
      render: (_, { kind, label }) => (
        <>
          <Tag color={colors[kind]}>{t(`catalogue.differences.${kind}`)}</Tag> {label}
        </>
      ),
    },
    { title: t('catalogue.differences.old'), render: (_, line) => words(line.old) },
    { title: t('catalogue.differences.new'), render: (_, line) => words(line.new) },
  ]
}
