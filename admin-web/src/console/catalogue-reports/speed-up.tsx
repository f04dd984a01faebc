import { Alert, Flex } from 'antd'
import type { SPEED_UP } from '@liandong/core/http/catalogue-work/schemas.js'
import { useTranslation } from 'react-i18next'
import type { Static } from 'typebox'
import { OrganField } from '../../counter/acts/directory-field.js'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useWish } from '../catalogue/address.js'
import { PeriodChoice, usePeriod } from './period.js'
import { ReportTable } from './report-table.js'

type SpeedUpAnswer = Static<typeof SPEED_UP>

/** 提速记录: days, papers and fees cut between two days, each figure with its formula and what it rests on. */
export function SpeedUp() {
  const { t } = useTranslation()
  const [wish, change] = useWish()
  const { from, to } = usePeriod()
  const organ = wish['organ'] ?? null
  const query = useAnswer<SpeedUpAnswer>(
    `/api/speed-up?from=${from}&to=${to}${organ === null ? '' : `&organ=${encodeURIComponent(organ)}`}`,
  )
  return (
    <Flex vertical gap={12}>
      <Flex gap={16} align="center">
        <PeriodChoice />
        <div className="catalogue-organ">
          <OrganField
            label={t('catalogue.organ')}
            none={t('catalogue.organ')}
            value={organ}
            change={(next) => change({ organ: next ?? '' })}
          />
        </div>
      </Flex>
      <Asked query={query}>
        {({ items, figures, leftOut }) => (
          <Flex vertical gap={12}>
            <Alert type="info" showIcon title={t('catalogue.reports.speedItems', { items, left: leftOut.length })} />
            <ReportTable
              name={t('catalogue.reports.views.speed')}
              rows={figures}
              keyOf={({ name }) => name}
              asOfMs={null}
              none={t('catalogue.nothing')}
              columns={[
                { title: t('catalogue.reports.figure'), text: ({ name }) => name },
                { title: t('catalogue.reports.value'), text: ({ value, unit }) => (value === null ? null : `${value} ${unit}`) },
                { title: t('catalogue.reports.formula'), text: ({ formula }) => formula },
                {
                  title: t('catalogue.reports.basis'),
                  text: ({ base }) =>
                    Object.entries(base)
                      .map(([name, value]) => `${name} ${value}`)
                      .join('、'),
                },
              ]}
            />
            {leftOut.map(({ item, name, reason }) => (
              <div key={item}>{`${name}${t('colon')}${reason}`}</div>
            ))}
          </Flex>
        )}
      </Asked>
    </Flex>
  )
}
