import type { UseQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lastActedMs } from '../api.js'
import { restedMs } from '../attention.js'
import { addWords } from '../words/add-words.js'
import { steadied } from './steady.js'
import { useIsLive } from './use-live.js'
import { en, zh } from './words.js'

addWords(zh, en)

interface Props<Row> {
  /** What was asked for: another question's rows are shown at once. */
  readonly asked: string
  readonly query: Pick<UseQueryResult, 'dataUpdatedAt' | 'isPlaceholderData'>
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly children: (rows: readonly Row[]) => ReactNode
}

/** What somebody did here themselves shows at once, also where its answer was asked for a moment before. */
const ownActMs = 3_000
/** Nobody reads a screen that nobody touched for so long. */
const leftMs = 300_000

/** Rows that stay where they are under a reader's eyes until the reader wants the newer ones. */
export function SteadyList<Row>({ asked, query, rows, keyOf, children }: Props<Row>) {
  const { dataUpdatedAt: answeredMs, isPlaceholderData: isOld } = query
  const fresh = { asked, rows, answeredMs, isOld }
  const [shown, show] = useState(fresh)
  const isNew = shown.asked !== asked || shown.answeredMs !== answeredMs
  const mayMove = shown.asked !== asked || shown.isOld || shown.rows.length === 0 || isNobodyReading(answeredMs)
  if (isNew && mayMove && !isOld) show(fresh)
  const steady = isOld || mayMove ? { rows, waiting: 0 } : steadied(shown.rows, rows, keyOf)
  return (
    <>
      <Waiting count={steady.waiting} show={() => show(fresh)} />
      {children(steady.rows)}
    </>
  )
}

function isNobodyReading(answeredMs: number): boolean {
  return answeredMs < lastActedMs() + ownActMs || restedMs() > leftMs
}

/** Takes its room also when there is nothing to tell, so that nothing below it moves. */
function Waiting({ count, show }: { readonly count: number; readonly show: () => void }) {
  const { t } = useTranslation()
  const isLive = useIsLive()
  return (
    <div className="steady" role="status">
      {count > 0 ? (
        <Button size="small" type="primary" onClick={show}>
          {t('live.waiting', { count })}
        </Button>
      ) : (
        <span>{t(isLive ? 'live.on' : 'live.off')}</span>
      )}
    </div>
  )
}
