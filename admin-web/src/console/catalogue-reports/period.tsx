import { Flex, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSeat } from '../../parts/desk.js'
import { timeText } from '../../parts/times.js'
import { useWish } from '../catalogue/address.js'

export interface Period {
  readonly from: string
  readonly to: string
}

/** From and to, kept in the address; this year so far when nothing is chosen. */
export function usePeriod(): Period {
  const [wish] = useWish()
  const today = timeText(useSeat().start.asOfMs).slice(0, 10)
  return { from: wish['from'] ?? `${today.slice(0, 4)}-01-01`, to: wish['to'] ?? today }
}

export function PeriodChoice() {
  const { t } = useTranslation()
  const [, change] = useWish()
  const period = usePeriod()
  return (
    <Flex gap={12} align="center">
      {(['from', 'to'] as const).map((end) => (
        <label key={end}>
          {t(`catalogue.reports.${end}`)}{' '}
          <Input
            type="date"
            style={{ width: 160 }}
            value={period[end]}
            onChange={({ target }) => target.value !== '' && change({ [end]: target.value })}
          />
        </label>
      ))}
    </Flex>
  )
}
