import { Flex, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { AsOf } from '../../parts/tags/as-of.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { ExportLink } from '../../parts/lists/export-link.js'
import { DueTag } from '../../parts/tags/due-tag.js'
import { SteadyList } from '../../parts/live/steady-list.js'
import { ageText } from '../../parts/times.js'
import type { TaskLine } from '../shapes.js'

interface Answer {
  readonly asOfMs: number
  readonly tasks: readonly TaskLine[]
}

/** 任务 of this place; answering is an act on the case. */
export function WorkTasks() {
  const { t } = useTranslation()
  const { desk } = useSeat()
  const query = useAnswer<Answer>(`/api/tasks?place=${encodeURIComponent(desk?.place.id ?? '')}`)
  return (
    <Asked query={query}>
      {({ tasks, asOfMs }) => (
        <>
          <SteadyList asked={desk?.place.id ?? ''} query={query} rows={tasks} keyOf={({ caseId, task }) => `${caseId} ${task}`}>
            {(rows) => (
              <Table
                aria-label={t('work.view.tasks')}
                rowKey="task"
                size="middle"
                pagination={false}
                locale={{ emptyText: t('today.noTasks') }}
                dataSource={[...rows]}
                columns={[
                  { title: t('work.task'), render: (_, { kind }) => t(`task.${kind}`) },
                  {
                    title: t('cases.number'),
                    render: (_, { caseId, number }) => (
                      <Link className="number" to={`/cases/${caseId}`}>
                        {number}
                      </Link>
                    ),
                  },
                  { title: t('cases.item'), dataIndex: 'itemName' },
                  { title: t('acts.field.from'), render: (_, { from }) => from ?? t('none') },
                  { title: t('acts.field.until'), render: (_, { until }) => <DueTag date={until} asOfMs={asOfMs} /> },
                  { title: t('network.age'), render: (_, { age }) => ageText(t, age) },
                ]}
              />
            )}
          </SteadyList>
          <Flex gap={16} align="center" justify="end">
            <ExportLink list="tasks" />
            <AsOf ms={asOfMs} />
          </Flex>
        </>
      )}
    </Asked>
  )
}
