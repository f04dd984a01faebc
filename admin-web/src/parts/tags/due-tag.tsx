import { Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { timeText } from '../times.js'

const DAY_MS = 86_400_000
/** Near enough to look at it today: a weekend and a day. */
const SOON_DAYS = 3

interface Props {
  readonly date: string | null
  /** The program's time, by which the days are counted. */
  readonly asOfMs: number
}

/** A due date with how far it is, in words as well as in colour. */
export function DueTag({ date, asOfMs }: Props) {
  const { t } = useTranslation()
  if (date === null) return <>{t('none')}</>
  const days = daysUntil(date, asOfMs)
  return (
    <span className="number">
      {date} <Tag color={days <= 0 ? 'red' : days <= SOON_DAYS ? 'orange' : 'green'}>{dayText(t, days)}</Tag>
    </span>
  )
}

function daysUntil(date: string, asOfMs: number): number {
  return Math.round((Date.parse(date) - Date.parse(timeText(asOfMs).slice(0, 10))) / DAY_MS)
}

function dayText(t: TFunction, days: number): string {
  if (days < 0) return t('dueIn.past', { days: -days })
  return days === 0 ? t('dueIn.today') : t('dueIn.left', { days })
}
