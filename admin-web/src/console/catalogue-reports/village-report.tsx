import { Alert, Button, Flex } from 'antd'
import type { VILLAGE_GAPS, VILLAGE_REPORT } from '@liandong/core/http/schemas/catalogue-reports.js'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Static } from 'typebox'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useWish } from '../catalogue/address.js'
import { ReportTable } from './report-table.js'

type Report = Static<typeof VILLAGE_REPORT>
type Gaps = Static<typeof VILLAGE_GAPS>

/** 各村办不了的事项: what an item keeps from every village, and what a village lacks for every item, each with why. */
export function VillageReport() {
  const [wish] = useWish()
  const place = wish['place'] ?? ''
  return place === '' ? <AllVillages /> : <OneVillage place={place} />
}

function AllVillages() {
  const { t } = useTranslation()
  const [, change] = useWish()
  const query = useAnswer<Report>('/api/catalogue/reports/villages')
  const why = (reason: string) => t(`catalogue.reports.why.${reason}`)
  return (
    <Asked query={query}>
      {({ villages, items, itemGaps, placeGaps, asOfMs }) => (
        <Flex vertical gap={16}>
          <Alert type="info" showIcon title={t('catalogue.reports.villages', { villages, items })} />
          <ReportTable
            name={t('catalogue.reports.placeGaps')}
            rows={placeGaps}
            keyOf={({ place }) => place}
            asOfMs={asOfMs}
            none={t('catalogue.reports.noPlaceGaps')}
            columns={[
              {
                title: t('catalogue.reports.village'),
                text: ({ name }) => name,
                show: ({ place, name }) => (
                  <Button type="link" size="small" onClick={() => change({ place })}>
                    {name}
                  </Button>
                ),
              },
              { title: t('catalogue.reports.reason'), text: ({ reason }) => why(reason) },
              { title: t('catalogue.reports.itemCount'), text: ({ items: count }) => count },
            ]}
          />
          <ReportTable
            name={t('catalogue.reports.itemGaps')}
            rows={itemGaps}
            keyOf={({ item, reason }) => `${item} ${reason}`}
            asOfMs={asOfMs}
            none={t('catalogue.reports.noItemGaps')}
            columns={[
              {
                title: t('catalogue.items.name'),
                text: ({ name }) => name,
                show: ({ item, name }) => <Link to={`/catalogue/${encodeURIComponent(item)}`}>{name}</Link>,
              },
              { title: t('catalogue.reports.reason'), text: ({ reason }) => why(reason) },
              { title: t('catalogue.reports.villageCount'), text: ({ villages: count }) => count },
            ]}
          />
        </Flex>
      )}
    </Asked>
  )
}

function OneVillage({ place }: { readonly place: string }) {
  const { t } = useTranslation()
  const [, change] = useWish()
  const query = useAnswer<Gaps>(`/api/catalogue/reports/villages/${encodeURIComponent(place)}`)
  return (
    <Flex vertical gap={12}>
      <div>
        <Button onClick={() => change({ place: '' })}>{t('catalogue.reports.allVillages')}</Button>{' '}
        <Button href={`/print/booklets/${encodeURIComponent(place)}`} target="_blank">
          {t('catalogue.reports.booklet')}
        </Button>
      </div>
      <Asked query={query}>
        {({ offered, gaps, asOfMs }) => (
          <Flex vertical gap={12}>
            <Alert type="info" showIcon title={t('catalogue.reports.offered', { offered, gaps: gaps.length })} />
            <ReportTable
              name={t('catalogue.reports.itemGaps')}
              rows={gaps}
              keyOf={({ item, reason }) => `${item} ${reason}`}
              asOfMs={asOfMs}
              none={t('catalogue.reports.noItemGaps')}
              columns={[
                { title: t('catalogue.items.name'), text: ({ name }) => name },
                { title: t('catalogue.reports.reason'), text: ({ reason }) => t(`catalogue.reports.why.${reason}`) },
              ]}
            />
          </Flex>
        )}
      </Asked>
    </Flex>
  )
}
