import { Table, type TableColumnsType } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { CaseNumber } from '../../parts/case/case-number.js'
import { StageTag } from '../../parts/tags/case-tags.js'
import type { CaseLine } from '../../parts/shapes.js'
import { timeText } from '../../parts/times.js'

export function CaseTable({ cases }: { readonly cases: readonly CaseLine[] }) {
  const { t } = useTranslation()
  return (
    <Table
      aria-label={t('cases.table')}
      rowKey="caseId"
      size="middle"
      pagination={false}
      columns={columns(t)}
      dataSource={[...cases]}
    />
  )
}

function columns(t: TFunction): TableColumnsType<CaseLine> {
  return [
    {
      title: t('cases.number'),
      width: 330,
      render: (_, line) => <CaseNumber line={line} />,
    },
    { title: t('cases.item'), render: (_, { item }) => item.name },
    { title: t('cases.stage'), render: (_, { stage }) => <StageTag stage={stage} /> },
    { title: t('cases.custodian'), render: (_, { custodian }) => custodian.name },
    { title: t('cases.registered'), className: 'number', render: (_, { registeredMs }) => timeText(registeredMs) },
    { title: t('cases.due'), className: 'number', render: (_, { promisedDue }) => promisedDue ?? t('none') },
  ]
}
