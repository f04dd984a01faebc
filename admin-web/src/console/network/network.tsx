import { Flex, Segmented, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { Heading } from '../../parts/heading.js'
import { Part } from '../../parts/part.js'
import type { Links, Outgoing, Sites } from '../../parts/shapes.js'
import { LinkTable } from '../links/link-table.js'
import { LinkTest } from '../links/link-test.js'
import { neighbours } from '../links/neighbours.js'
import { Troubles } from '../links/troubles.js'
import { Whole } from './whole.js'
import './words.js'

const views = ['tree', 'picture', 'links', 'troubles'] as const
type View = (typeof views)[number]

/** 网络: at gateways every place, and everywhere links of this site and what is stuck. */
export function Network() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const isGateway = useSeat().start.site.tier !== 'edge'
  const offered = isGateway ? views : views.slice(2)
  const view = offered.find((each) => each === params.get('view')) ?? offered[0]
  const links = useAnswer<Links>('/api/links')
  return (
    <>
      <Heading title={t('network.title')} asOfMs={links.data?.asOfMs ?? null} />
      <Flex vertical gap={16} align="stretch">
        <Flex justify="space-between" align="center" gap={16}>
          <Segmented
            aria-label={t('network.title')}
            value={view}
            options={offered.map((value) => ({ value, label: t(`net.view.${value}`) }))}
            onChange={(next: View) => setParams({ view: next })}
          />
          <Here />
        </Flex>
        {(view === 'tree' || view === 'picture') && <Whole as={view} />}
        {view === 'links' && (
          <>
            <LinkTest />
            <LinkView />
          </>
        )}
        {view === 'troubles' && <Troubles />}
      </Flex>
    </>
  )
}

function Here() {
  const { t } = useTranslation()
  const { site, version, rosterVersion } = useSeat().start
  return (
    <Typography.Text type="secondary">
      {t('network.here', { name: site.name, tier: t(`tier.${site.tier}`), version, roster: rosterVersion })}
    </Typography.Text>
  )
}

function LinkView() {
  const { t } = useTranslation()
  const { site } = useSeat().start
  const links = useAnswer<Links>('/api/links')
  const sites = useAnswer<Sites>('/api/sites')
  const outgoing = useAnswer<Outgoing>('/api/outgoing?limit=1')
  return (
    <Part title={t('network.links')}>
      <Asked query={links}>
        {(answer) => (
          <Asked query={outgoing}>
            {({ lanes }) => (
              <Asked query={sites}>{(known) => <LinkTable rows={neighbours(site, known.sites, answer.links, lanes)} />}</Asked>
            )}
          </Asked>
        )}
      </Asked>
    </Part>
  )
}
