import { Alert, Flex, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { AsOf } from '../../parts/tags/as-of.js'
import { exactTimeText } from '../../parts/times.js'
import type { Claims } from '../catalogue/shapes.js'
import { claimStates } from './claims.js'

/** 各部门情况: counts of each organ, the latest first; and gateways that have not said everything yet. */
export function ClaimSummary() {
  const query = useAnswer<Claims>('/api/claims')
  return <Asked query={query}>{(claims) => <Summary claims={claims} />}</Asked>
}

function Summary({ claims: { summary, gateways, asOfMs } }: { readonly claims: Claims }) {
  const { t } = useTranslation()
  const silent = gateways.filter(({ unknown, asOfMs: heard }) => unknown > 0 || heard === null)
  return (
    <Flex vertical gap={12}>
      {silent.map(({ gateway, asOfMs: heard, unknown }) => (
        <Alert
          key={gateway.id}
          type="warning"
          showIcon
          title={t(heard === null ? 'catalogue.claims.neverHeard' : 'catalogue.claims.unknown', {
            gateway: gateway.name,
            count: unknown,
            ...(heard !== null && { time: exactTimeText(heard) }),
          })}
        />
      ))}
      <Table
        aria-label={t('catalogue.claims.views.summary')}
        rowKey={({ gateway, organ }) => `${gateway.id}/${organ.id}`}
        size="middle"
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={[...summary]}
        columns={[
          { title: t('catalogue.claims.gateway'), render: (_, { gateway }) => gateway.name },
          {
            title: t('catalogue.organ'),
            render: (_, { organ }) => <Link to={`/catalogue/base?organ=${encodeURIComponent(organ.id)}`}>{organ.name}</Link>,
          },
          ...claimStates.map((state) => ({
            title: t(`catalogue.claims.states.${state}`),
            render: (_: unknown, { counts }: (typeof summary)[number]) => counts[state],
          })),
          { title: t('catalogue.claims.behindCount'), render: (_, { behind }) => behind },
          { title: t('catalogue.claims.lateCount'), render: (_, { late }) => late },
          {
            title: t('catalogue.claims.latest'),
            render: (_, { latest }) => (latest === 0 ? t('none') : t('catalogue.claims.late', { days: latest })),
          },
        ]}
      />
      <AsOf ms={asOfMs} />
    </Flex>
  )
}
