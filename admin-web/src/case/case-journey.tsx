import { Flex, Table, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Part } from '../parts/part.js'
import type { CasePage } from '../parts/shapes.js'
import { timeText } from '../parts/times.js'

type Journey = CasePage['journey']
type Stop = Journey['stops'][number]

const colors: Readonly<Record<Stop['durable'], string>> = {
  here: 'green',
  acknowledged: 'green',
  'passed-on': 'blue',
  waiting: 'orange',
}

/** Each site on the path, and how sure it is that the last entry is kept there. */
export function CaseJourney({ journey }: { readonly journey: Journey }) {
  const { t } = useTranslation()
  return (
    <Part title={t('one.journey')}>
      <Table
        aria-label={t('one.journeyTable')}
        rowKey={({ site }) => site.id}
        size="small"
        pagination={false}
        columns={columns(t)}
        dataSource={[...journey.stops]}
      />
    </Part>
  )
}

function columns(t: TFunction): TableColumnsType<Stop> {
  return [
    { title: t('stop.site'), render: (_, { site }) => site.name },
    {
      title: t('stop.roles'),
      render: (_, { roles }) => (
        <Flex gap={4} wrap>
          {roles.map((role) => (
            <Tag key={role}>{t(`role.${role}`)}</Tag>
          ))}
        </Flex>
      ),
    },
    { title: t('stop.state'), render: (_, { durable }) => <Tag color={colors[durable]}>{t(`stop.${durable}`)}</Tag> },
    {
      title: t('stop.since'),
      className: 'number',
      render: (_, { sinceMs }) => (sinceMs === null ? t('none') : timeText(sinceMs)),
    },
    { title: t('stop.via'), render: (_, { via, site }) => (via === null || via.id === site.id ? t('none') : via.name) },
  ]
}
