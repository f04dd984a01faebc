import { Flex, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { AsOf } from '../../parts/tags/as-of.js'
import { Asked } from '../../parts/asked.js'
import { ExportLink } from '../../parts/lists/export-link.js'
import { useSeat } from '../../parts/desk.js'
import { SteadyList } from '../../parts/live/steady-list.js'
import { timeText } from '../../parts/times.js'
import type { OriginalLine } from '../shapes.js'

const RESULT = 'result'

/** 原件: what this place expects first, then what it has and what it sent. */
export function ExpectedOriginals() {
  const { t } = useTranslation()
  const here = useSeat().desk?.place.id
  const query = useAnswer<{ readonly asOfMs: number; readonly originals: readonly OriginalLine[] }>('/api/originals')
  const stateOf = ({ to, missing }: OriginalLine) =>
    missing ? 'missing' : to === null ? 'resting' : to.id === here ? 'expected' : 'travelling'
  const order = ['missing', 'expected', 'travelling', 'resting']
  const colors = { missing: 'red', expected: 'orange', travelling: 'blue', resting: 'green' } as const
  return (
    <Asked query={query}>
      {({ originals, asOfMs }) => (
        <>
          <SteadyList
            asked={'originals'}
            query={query}
            rows={originals}
            keyOf={({ caseId, material }) => `${caseId} ${material}`}
          >
            {(rows) => (
              <Table
                aria-label={t('work.view.originals')}
                rowKey={({ caseId, material }) => `${caseId} ${material}`}
                size="middle"
                pagination={false}
                locale={{ emptyText: t('work.noOriginals') }}
                dataSource={[...rows].sort((a, b) => order.indexOf(stateOf(a)) - order.indexOf(stateOf(b)))}
                columns={[
                  {
                    title: t('originals.state'),
                    render: (_, line) => <Tag color={colors[stateOf(line)]}>{t(`originals.${stateOf(line)}`)}</Tag>,
                  },
                  {
                    title: t('originals.name'),
                    render: (_, { material, materialName }) => (material === RESULT ? t('originals.result') : materialName),
                  },
                  {
                    title: t('cases.number'),
                    render: (_, { caseId, number }) => (
                      <Link className="number" to={`/cases/${caseId}?view=told`}>
                        {number}
                      </Link>
                    ),
                  },
                  { title: t('originals.holder'), render: (_, { holder }) => holder.name },
                  { title: t('originals.to'), render: (_, { to }) => to?.name ?? t('none') },
                  { title: t('originals.bag'), render: (_, { bag }) => bag ?? t('none') },
                  { title: t('originals.since'), className: 'number', render: (_, { sinceMs }) => timeText(sinceMs) },
                ]}
              />
            )}
          </SteadyList>
          <Flex gap={16} align="center">
            <AsOf ms={asOfMs} />
            <ExportLink list="originals" />
          </Flex>
        </>
      )}
    </Asked>
  )
}
