import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { AsOf } from '../../parts/tags/as-of.js'
import type { HandedDown } from './shapes.js'

/** 承接的权力: what is decided here by a power another organ holds, and by which handing down. */
export function HandedDownPowers() {
  const { t } = useTranslation()
  const query = useAnswer<HandedDown>('/api/powers/handed-down')
  return (
    <Asked query={query}>
      {({ powers, asOfMs }) => (
        <>
          <Table
            aria-label={t('town.view.powers')}
            rowKey={({ item, power, receiver }) => `${item.id} ${power} ${receiver?.id ?? ''}`}
            size="small"
            pagination={{ pageSize: 15, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: t('town.noPowers') }}
            dataSource={[...powers]}
            columns={[
              { title: t('cases.item'), render: (_, { item }) => item.name },
              { title: t('town.power'), render: (_, { power }) => t(`town.powers.${power}`) },
              { title: t('town.giver'), render: (_, { giver }) => giver?.name ?? t('none') },
              { title: t('town.receiver'), render: (_, { receiver }) => receiver?.name ?? t('town.anyOrgan') },
              { title: t('town.source'), render: (_, { source }) => t(`town.sources.${source}`) },
              { title: t('town.since'), className: 'number', dataIndex: 'effectiveFrom' },
            ]}
          />
          <AsOf ms={asOfMs} />
        </>
      )}
    </Asked>
  )
}
