import type { UseQueryResult } from '@tanstack/react-query'
import { Flex, Table, Tag, type TableColumnsType, Typography } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Asked } from '../../parts/asked.js'
import { SteadyList } from '../../parts/live/steady-list.js'
import { Part } from '../../parts/part.js'
import { timeText } from '../../parts/times.js'
import type { Consultation, ConsultationDay } from '../registers/shapes.js'
import { DateChoice, Export } from '../registers/tools.js'

interface Props {
  readonly query: UseQueryResult<ConsultationDay>
  readonly choose: (date: string) => void
}

/** What was asked on one day, newest first. */
export function ConsultDay({ query, choose }: Props) {
  const { t } = useTranslation()
  return (
    <Part title={t('registers.consult.day')}>
      <Asked query={query}>
        {({ day, total, consultations }) => (
          <>
            <Flex gap={12} align="center" wrap>
              <DateChoice date={day} choose={choose} />
              <span>{t('registers.consult.count', { count: total })}</span>
              <Export path={`/api/consultations/export?day=${day}`} name={`${t('registers.view.consult')} ${day}.xlsx`} />
            </Flex>
            <SteadyList asked={day} query={query} rows={consultations} keyOf={({ id }) => id}>
              {(rows) => (
                <Table
                  aria-label={t('registers.consult.day')}
                  rowKey="id"
                  size="small"
                  pagination={{ pageSize: 15, hideOnSinglePage: true }}
                  locale={{ emptyText: t('registers.consult.empty') }}
                  columns={columns(t)}
                  dataSource={[...rows]}
                />
              )}
            </SteadyList>
          </>
        )}
      </Asked>
    </Part>
  )
}

const colors = { told: 'default', listed: 'blue', application: 'green' } as const

function columns(t: TFunction): TableColumnsType<Consultation> {
  return [
    { title: t('registers.consult.time'), className: 'number', render: (_, { atMs }) => timeText(atMs).slice(-5) },
    {
      title: t('registers.consult.item'),
      render: (_, { item, note }) => (
        <Flex vertical>
          <span>{item?.name ?? t('registers.consult.noItem')}</span>
          {note !== '' && <Typography.Text type="secondary">{note}</Typography.Text>}
        </Flex>
      ),
    },
    {
      title: t('registers.consult.outcome'),
      render: (_, { became }) => <Tag color={colors[became]}>{t(`registers.consult.became.${became}`)}</Tag>,
    },
    {
      title: t('registers.consult.asker'),
      render: (_, { name, phone }) => [name, phone].filter((word) => word !== '').join(' ') || t('registers.none'),
    },
    { title: t('registers.consult.by'), render: (_, { person }) => person.name },
  ]
}
