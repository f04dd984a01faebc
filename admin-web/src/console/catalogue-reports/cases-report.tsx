import { Checkbox, Flex } from 'antd'
import type { ITEM_CASES } from '@liandong/core/http/schemas/catalogue-reports.js'
import { useTranslation } from 'react-i18next'
import type { Static } from 'typebox'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useWish } from '../catalogue/address.js'
import { useItemColumn } from './item-reports.js'
import { PeriodChoice, usePeriod } from './period.js'
import { ReportTable } from './report-table.js'

/** 各事项办件数: also those nobody asked for, which are what one looks for. */
export function CasesReport() {
  const { t } = useTranslation()
  const item = useItemColumn()
  const [wish, change] = useWish()
  const onlyZero = wish['zero'] === 'true'
  const { from, to } = usePeriod()
  const query = useAnswer<Static<typeof ITEM_CASES>>(`/api/catalogue/reports/cases?from=${from}&to=${to}`)
  return (
    <Flex vertical gap={12}>
      <Flex gap={16} align="center">
        <PeriodChoice />
        <Checkbox checked={onlyZero} onChange={({ target }) => change({ zero: target.checked ? 'true' : '' })}>
          {t('catalogue.reports.onlyZero')}
        </Checkbox>
      </Flex>
      <Asked query={query}>
        {({ items, asOfMs }) => (
          <ReportTable
            name={t('catalogue.reports.views.cases')}
            rows={items.filter(({ cases }) => !onlyZero || cases === 0)}
            keyOf={(line) => line.item}
            asOfMs={asOfMs}
            none={t('catalogue.reports.noItems')}
            columns={[item, { title: t('catalogue.reports.cases'), text: ({ cases }) => cases }]}
          />
        )}
      </Asked>
    </Flex>
  )
}
