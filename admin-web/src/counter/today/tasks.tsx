import { Flex, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import { ageText } from '../../parts/times.js'
import type { TaskLine } from '../shapes.js'

/** 任务: what this place was asked to do and has not answered. */
export function Tasks() {
  const { t } = useTranslation()
  const { desk } = useSeat()
  const query = useAnswer<{ readonly tasks: readonly TaskLine[] }>(`/api/tasks?place=${encodeURIComponent(desk?.place.id ?? '')}`)
  return (
    <Part title={t('today.tasks')}>
      <Asked query={query}>
        {({ tasks }) =>
          tasks.length === 0 ? (
            <Typography.Text type="secondary">{t('today.noTasks')}</Typography.Text>
          ) : (
            <ul className="lines">
              {tasks.map((task) => (
                <TaskRow key={`${task.caseId} ${task.task}`} task={task} />
              ))}
            </ul>
          )
        }
      </Asked>
    </Part>
  )
}

function TaskRow({ task: { caseId, kind, itemName, number, until, age, overdue } }: { readonly task: TaskLine }) {
  const { t } = useTranslation()
  return (
    <li>
      <Flex vertical style={{ minWidth: 0 }}>
        <Link to={`/cases/${caseId}`}>{`${t(`task.${kind}`)} · ${itemName}`}</Link>
        <Typography.Text type="secondary" className="number">
          {number}
        </Typography.Text>
      </Flex>
      <Flex gap={4} wrap justify="end">
        {overdue && <Tag color="red">{t('today.overdue')}</Tag>}
        {until !== null && <Tag color={overdue ? 'red' : 'orange'}>{t('today.until', { date: until })}</Tag>}
        <Tag>{t('today.given', { age: ageText(t, age) })}</Tag>
      </Flex>
    </li>
  )
}
