import { Flex, Segmented, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { Heading } from '../../parts/heading.js'
import { Part } from '../../parts/part.js'
import type { Links, Outgoing, Sites } from '../../parts/shapes.js'
import { LinkTable } from './link-table.js'
import { neighbours } from './neighbours.js'
import { SiteTable } from './site-table.js'
import { Troubles } from './troubles.js'

const views = ['links', 'troubles', 'sites'] as const
type View = (typeof views)[number]

/** The engineers' page: links of this site, what is stuck, all sites. */
export function Network() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const view = views.find((each) => each === params.get('view')) ?? 'links'
  const links = useAnswer<Links>('/api/links')
  return (
    <>
      <Heading title={t('network.title')} asOfMs={links.data?.asOfMs ?? null} />
      <Flex vertical gap={16} align="stretch">
        <Flex justify="space-between" align="center" gap={16}>
          <Segmented
            aria-label={t('network.title')}
            value={view}
            options={views.map((value) => ({ value, label: t(`network.${value}`) }))}
            onChange={(next: View) => setParams({ view: next })}
          />
          <Here />
        </Flex>
        {view === 'links' && <LinkView />}
        {view === 'troubles' && <Troubles />}
        {view === 'sites' && <SiteView />}
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

function SiteView() {
  const { t } = useTranslation()
  const sites = useAnswer<Sites>('/api/sites')
  return (
    <Part title={t('network.sites')}>
      <Asked query={sites}>{(answer) => <SiteTable sites={answer.sites} />}</Asked>
    </Part>
  )
}
