import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Part } from '../../parts/part.js'
import { usePlaceMap } from '../accounts/directory.js'
import type { Organ } from './shapes.js'

/** Organs with where their window is and whom to ring there. */
export function OrganList() {
  const { t } = useTranslation()
  const places = usePlaceMap()
  const query = useAnswer<{ readonly organs: readonly Organ[] }>('/api/organs')
  return (
    <Part title={t('places.view.organs')}>
      <Asked query={query}>
        {({ organs }) => (
          <Table
            aria-label={t('places.view.organs')}
            rowKey="id"
            size="small"
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            dataSource={[...organs]}
            columns={[
              { title: t('places.organ'), dataIndex: 'name' },
              { title: t('places.level'), width: 90, render: (_, { level }) => t(`places.levels.${level}`) },
              { title: t('places.nature'), width: 150, render: (_, { nature }) => t(`places.natures.${nature}`) },
              { title: t('places.window'), render: (_, { place }) => places.get(place)?.name ?? place },
              { title: t('places.phone'), className: 'number', render: (_, { place }) => places.get(place)?.phone ?? t('none') },
            ]}
          />
        )}
      </Asked>
    </Part>
  )
}
