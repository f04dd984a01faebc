import { Button, Flex } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { exactTimeText } from '../../parts/times.js'
import { Bars } from './bars.js'
import { FigureRow } from './figure-row.js'
import type { Overview, OverviewRow } from './shapes.js'

interface Props {
  readonly overview: Overview
  readonly top: OverviewRow
  readonly leave: () => void
}

/** 大屏: the same figures, dark and large; Escape leaves. */
export function Hall({ overview, top, leave }: Props) {
  const { t } = useTranslation()
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && leave()
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [leave])
  const below = overview.rows.filter(({ parent }) => parent === top.place.id)
  return (
    <section className="hall" aria-label={t('overview.hall')}>
      <Flex vertical gap={24}>
        <Flex align="baseline" gap={24}>
          <h1>{`${top.place.name} · ${t('overview.title')}`}</h1>
          <span className="as-of" style={{ marginInlineStart: 'auto' }}>
            {t('asOf', { time: exactTimeText(overview.asOfMs) })}
          </span>
          <Button ghost onClick={leave}>
            {t('overview.leave')}
          </Button>
        </Flex>
        <FigureRow row={top} />
        <Bars rows={below.length === 0 ? [top] : below} isLarge />
        <span className="as-of">
          {overview.silent.length === 0
            ? t('overview.complete', { count: top.places })
            : t('overview.incomplete', { silent: overview.silent.length })}
        </span>
      </Flex>
    </section>
  )
}
