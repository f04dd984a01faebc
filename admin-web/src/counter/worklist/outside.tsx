import { Flex, InputNumber, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { AsOf } from '../../parts/tags/as-of.js'
import { Asked } from '../../parts/asked.js'
import { SteadyList } from '../../parts/live/steady-list.js'
import { timeText } from '../../parts/times.js'
import type { OutsideSteps } from '../shapes.js'
import type { WorkProps } from './worklist.js'

const DAY_MS = 86_400_000

/** 外部未核对: nobody has looked into the other system for so many days, so what we show may be old. */
export function Outside({ filter: { days }, change }: WorkProps) {
  const { t } = useTranslation()
  const query = useAnswer<OutsideSteps>(`/api/outside?days=${days}`)
  return (
    <>
      <Flex gap={8} align="center" style={{ marginBottom: 12 }}>
        <span>{t('work.unchecked')}</span>
        <InputNumber
          aria-label={t('work.unchecked')}
          min={0}
          max={365}
          precision={0}
          value={days}
          onChange={(next) => change({ days: next ?? 0 })}
        />
        <span>{t('work.days')}</span>
      </Flex>
      <Asked query={query}>
        {({ steps, asOfMs }) => (
          <>
            <SteadyList asked={`outside ${days}`} query={query} rows={steps} keyOf={({ caseId, step }) => `${caseId} ${step.id}`}>
              {(rows) => (
                <Table
                  aria-label={t('work.view.outside')}
                  rowKey={({ caseId, step }) => `${caseId} ${step.id}`}
                  size="middle"
                  pagination={false}
                  locale={{ emptyText: t('work.allChecked') }}
                  dataSource={[...rows]}
                  columns={[
                    {
                      title: t('cases.number'),
                      render: (_, { caseId, number }) => (
                        <Link className="number" to={`/cases/${caseId}?view=key-in`}>
                          {number}
                        </Link>
                      ),
                    },
                    { title: t('cases.item'), dataIndex: 'itemName' },
                    { title: t('work.step'), render: (_, { step }) => step.name },
                    { title: t('acts.field.system'), dataIndex: 'system' },
                    { title: t('acts.field.externalNumber'), render: (_, { externalNumber }) => externalNumber ?? t('none') },
                    { title: t('acts.field.externalState'), render: (_, { state }) => t(`acts.external.${state}`) },
                    {
                      title: t('work.lastSeen'),
                      render: (_, seen) =>
                        t('work.ago', { time: timeText(seen.asOfMs), days: Math.floor((asOfMs - seen.asOfMs) / DAY_MS) }),
                    },
                  ]}
                />
              )}
            </SteadyList>
            <AsOf ms={asOfMs} />
          </>
        )}
      </Asked>
    </>
  )
}
