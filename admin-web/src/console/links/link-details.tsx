import { Descriptions, Flex, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Link } from '../../parts/shapes.js'
import { exactTimeText } from '../../parts/times.js'

/** What only engineers ask of a link. */
export function LinkDetails({ link }: { readonly link: Link }) {
  const { t } = useTranslation()
  const { lanes, peerFacts, nextDialMs } = link
  const drops = Object.entries(link.drops).filter(([, count]) => count > 0)
  const facts = [
    [t('network.link'), link.linkId],
    [t('network.session'), link.session],
    [t('network.peerVersion'), peerFacts?.programVersion],
    [t('network.peerRoster'), peerFacts?.rosterVersion],
    [t('network.code'), link.stopped?.code ?? link.reason],
    [t('network.detail'), link.stopped?.detail ?? link.detail],
    [t('network.drops'), drops.map(([reason, count]) => `${reason} ${count}`).join(', ')],
    [t('network.nextDial'), nextDialMs === null ? null : exactTimeText(nextDialMs)],
  ] as const
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== '')
  return (
    <Flex vertical gap={12}>
      <Descriptions size="small" column={2} items={known.map(([label, children]) => ({ key: label, label, children }))} />
      <Table
        aria-label={t('network.laneTable')}
        rowKey="lane"
        size="small"
        pagination={false}
        dataSource={[...lanes]}
        columns={[
          { title: t('network.lane'), render: (_, { lane }) => t(`lane.${lane}`) },
          { title: t('network.written'), dataIndex: 'written' },
          { title: t('network.acknowledged'), dataIndex: 'acknowledged' },
          { title: t('network.inFlight'), dataIndex: 'inFlight' },
          { title: t('network.received'), dataIndex: 'received' },
        ]}
      />
    </Flex>
  )
}
