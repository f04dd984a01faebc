import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ageText, timeText } from '../../parts/times.js'
import type { Villages } from './shapes.js'

/** The certificate is in no guide's list. */
const RESULT = 'result'

function CaseLink({ caseId, number, view = '' }: { readonly caseId: string; readonly number: string; readonly view?: string }) {
  return (
    <Link className="number" to={`/cases/${caseId}${view}`}>
      {number}
    </Link>
  )
}

interface CasesProps {
  readonly cases: Villages['supplements']
  readonly label: string
  readonly empty: string
}

/** Cases of the villages that stand still, the longest first. */
export function VillageCases({ cases, label, empty }: CasesProps) {
  const { t } = useTranslation()
  return (
    <Table
      aria-label={label}
      rowKey="caseId"
      size="small"
      pagination={false}
      locale={{ emptyText: empty }}
      dataSource={[...cases].sort((a, b) => a.age.sinceMs - b.age.sinceMs)}
      columns={[
        { title: t('town.place'), render: (_, { place }) => place.name },
        { title: t('cases.number'), render: (_, line) => <CaseLink {...line} /> },
        { title: t('cases.item'), dataIndex: 'itemName' },
        { title: t('town.waited'), render: (_, { age }) => ageText(t, age) },
      ]}
    />
  )
}

/** 在途原件: between a village and here, those expected here first. */
export function VillageOriginals({ originals }: Pick<Villages, 'originals'>) {
  const { t } = useTranslation()
  return (
    <Table
      aria-label={t('town.view.originals')}
      rowKey={({ caseId, material }) => `${caseId} ${material}`}
      size="small"
      pagination={false}
      locale={{ emptyText: t('town.noOriginals') }}
      dataSource={[...originals]}
      columns={[
        {
          title: t('originals.name'),
          render: (_, { material, materialName }) => (material === RESULT ? t('originals.result') : materialName),
        },
        { title: t('cases.number'), render: (_, line) => <CaseLink {...line} view="?view=told" /> },
        { title: t('originals.holder'), render: (_, { holder }) => holder.name },
        { title: t('originals.to'), render: (_, { to }) => to?.name ?? t('none') },
        { title: t('originals.bag'), render: (_, { bag }) => bag ?? t('none') },
        { title: t('originals.since'), className: 'number', render: (_, { sinceMs }) => timeText(sinceMs) },
      ]}
    />
  )
}
