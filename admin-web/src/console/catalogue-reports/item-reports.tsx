import type { OUTSIDE_HALL, TOO_MANY_STEPS } from '@liandong/core/http/schemas/catalogue-reports.js'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Static } from 'typebox'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useCodes } from '../catalogue/codes.js'
import { type Column, ReportTable } from './report-table.js'

interface Item {
  readonly item: string
  readonly name: string
}

/** The item with the way to its page. */
export function useItemColumn(): Column<Item> {
  const { t } = useTranslation()
  return {
    title: t('catalogue.items.name'),
    text: ({ name }) => name,
    show: ({ item, name }) => <Link to={`/catalogue/${encodeURIComponent(item)}`}>{name}</Link>,
  }
}

/** 大厅外办理的事项. */
export function OutsideHall() {
  const { t } = useTranslation()
  const item = useItemColumn()
  const query = useAnswer<Static<typeof OUTSIDE_HALL>>('/api/catalogue/reports/outside-hall')
  return (
    <Asked query={query}>
      {({ items, asOfMs }) => (
        <ReportTable
          name={t('catalogue.reports.views.outside')}
          rows={items}
          keyOf={(line) => line.item}
          asOfMs={asOfMs}
          none={t('catalogue.reports.noOutside')}
          columns={[
            item,
            { title: t('catalogue.organ'), text: ({ organ }) => organ?.name ?? null },
            { title: t('catalogue.reports.inCentre'), text: ({ inCentre }) => t(inCentre ? 'catalogue.yes' : 'catalogue.no') },
            { title: t('catalogue.reports.handledAt'), text: ({ handledAt }) => t(`catalogue.reports.handled.${handledAt}`) },
            { title: t('catalogue.reports.systems'), text: ({ systems }) => systems.join('、') },
          ]}
        />
      )}
    </Asked>
  )
}

/** 内部环节过多的事项: more than three for instant ones, more than four for others. */
export function TooManySteps() {
  const { t } = useTranslation()
  const codes = useCodes()
  const item = useItemColumn()
  const query = useAnswer<Static<typeof TOO_MANY_STEPS>>('/api/catalogue/reports/steps')
  return (
    <Asked query={query}>
      {({ items, asOfMs }) => (
        <ReportTable
          name={t('catalogue.reports.views.steps')}
          rows={items}
          keyOf={(line) => line.item}
          asOfMs={asOfMs}
          none={t('catalogue.reports.noSteps')}
          columns={[
            item,
            { title: t('catalogue.reports.handling'), text: ({ handling }) => codes.nameOf('handlings', handling) },
            { title: t('catalogue.reports.internal'), text: ({ internal }) => internal },
            { title: t('catalogue.reports.most'), text: ({ most }) => most },
            { title: t('catalogue.reports.stepNames'), text: ({ steps }) => steps.join(' → ') },
          ]}
        />
      )}
    </Asked>
  )
}
