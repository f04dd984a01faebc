import { Table, type TableColumnsType } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { CaseNumber } from '../../parts/case/case-number.js'
import { StageTag } from '../../parts/tags/case-tags.js'
import type { CaseLine } from '../../parts/shapes.js'
import { timeText } from '../../parts/times.js'

/** Above so many only the rows in sight are drawn: five hundred would make every key wait. */
const MOST_DRAWN = 60

export function CaseTable({ cases }: { readonly cases: readonly CaseLine[] }) {
  const { t } = useTranslation()
  return (
    <Table
      aria-label={t('cases.table')}
      rowKey="caseId"
      size="middle"
      pagination={false}
      columns={columns(t)}
      {...(cases.length > MOST_DRAWN && { virtual: true, scroll: { x: 1180, y: 520 } })}
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
    { title: t('cases.item'), width: 260, render: (_, { item }) => item.name },
    { title: t('cases.stage'), width: 110, render: (_, { stage }) => <StageTag stage={stage} /> },
    { title: t('cases.custodian'), width: 170, render: (_, { custodian }) => custodian.name },
    { title: t('cases.registered'), width: 160, className: 'number', render: (_, { registeredMs }) => timeText(registeredMs) },
    { title: t('cases.due'), width: 130, className: 'number', render: (_, { promisedDue }) => promisedDue ?? t('none') },
  ]
}
