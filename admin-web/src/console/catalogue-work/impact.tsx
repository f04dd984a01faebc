import { Alert, Flex, Tag } from 'antd'
import type { LEDGER } from '@liandong/core/http/catalogue/lists.js'
import type { Static } from 'typebox'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import { AsOf } from '../../parts/tags/as-of.js'
import { exactTimeText } from '../../parts/times.js'
import { Differences } from '../catalogue/differences.js'
import type { Impact } from '../catalogue/shapes.js'

/** 影响预览: what publishing would change, and whom it would meet. */
export function ImpactView({ work }: { readonly work: string }) {
  const query = useAnswer<Impact>(`/api/works/${work}/impact`)
  return (
    <Asked query={query}>
      {({ items, asOfMs }) => (
        <Flex vertical gap={16}>
          <Reached />
          {items.map((item) => (
            <ItemImpact key={item.item.id} impact={item} />
          ))}
          <AsOf ms={asOfMs} />
        </Flex>
      )}
    </Asked>
  )
}

/** Whom this gateway's list of items goes to: they have it once they have proved it, which the ledger shows. */
function Reached() {
  const { t } = useTranslation()
  const own = `items.${useSeat().start.site.id}`
  const lines = useAnswer<Static<typeof LEDGER>>('/api/catalogue/ledger').data?.lines ?? []
  const places = lines.filter(({ list }) => list === own).flatMap((line) => line.places.map(({ name }) => name))
  if (places.length === 0) return null
  return (
    <Alert
      type="info"
      showIcon
      title={t('catalogue.impact.reached', { count: places.length, names: places.slice(0, 8).join(t('catalogue.listComma')) })}
    />
  )
}

type ItemImpactProps = { readonly impact: Impact['items'][number] }

function ItemImpact({ impact }: ItemImpactProps) {
  const { t } = useTranslation()
  const { item, from, to, differences } = impact
  const title =
    from === null ? t('catalogue.impact.new', { name: item.name }) : t('catalogue.impact.title', { name: item.name, from, to })
  return (
    <Part title={title}>
      <Touched impact={impact} />
      {from !== null && <Differences differences={differences} label={t('catalogue.differences.of', { name: item.name })} />}
    </Part>
  )
}

/** Open cases keep their version, drafts move on the day; scenarios whose papers change; organs below. */
function Touched({ impact: { openCases, drafts, scenarios, lowerOrgans } }: ItemImpactProps) {
  const { t } = useTranslation()
  const none = t('catalogue.impact.nobody')
  return (
    <dl className="catalogue-facts">
      <div className="wide">
        <dt>{t('catalogue.impact.openCases')}</dt>
        <dd>
          {openCases.length === 0 && none}
          {openCases.map(({ stage, count, ids }) => (
            <div key={stage}>
              <Tag>{t(`stage.${stage}`)}</Tag> {t('catalogue.impact.cases', { count })}{' '}
              {ids.slice(0, 5).map((id, index) => (
                <Link key={id} to={`/cases/${id}`} style={{ marginInlineEnd: 8 }}>
                  {t('catalogue.impact.case', { number: index + 1 })}
                </Link>
              ))}
            </div>
          ))}
        </dd>
      </div>
      <div className="wide">
        <dt>{t('catalogue.impact.drafts')}</dt>
        <dd>
          {drafts.length === 0 && none}
          {drafts.map(({ site, count, asOfMs }) => (
            <div key={site.id}>{t('catalogue.impact.draftsAt', { site: site.name, count, time: exactTimeText(asOfMs) })}</div>
          ))}
        </dd>
      </div>
      <div className="wide">
        <dt>{t('catalogue.impact.scenarios')}</dt>
        <dd>{scenarios.length === 0 ? none : scenarios.join(t('catalogue.listComma'))}</dd>
      </div>
      <div className="wide">
        <dt>{t('catalogue.impact.organs')}</dt>
        <dd>{lowerOrgans.length === 0 ? none : lowerOrgans.map(({ name }) => name).join(t('catalogue.listComma'))}</dd>
      </div>
    </dl>
  )
}
