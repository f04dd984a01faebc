import { useMutation } from '@tanstack/react-query'
import { Button, Flex, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { addWords } from '../../parts/words/add-words.js'
import { useTell } from '../tell.js'
import type { PaperReceipts } from './later-part.js'
import { ReceiptTable } from './receipt-table.js'
import { Slips } from './slips.js'
import { laterWords } from './words.js'

addWords(...laterWords)

/** A morning without electricity. */
const usualCount = 20

/** 预留凭证: the stock of numbered papers, printed before they are needed. */
export function ReceiptsPage() {
  const { t } = useTranslation()
  const tell = useTell()
  const query = useAnswer<PaperReceipts>('/api/paper-receipts')
  const [count, setCount] = useState(usualCount)
  const reserve = useMutation({
    mutationFn: () => tell('/api/paper-receipts', { method: 'POST', body: { count } }),
    onSuccess: () => query.refetch(),
  })
  return (
    <>
      <div className="no-print">
        <Heading title={t('later.title')} asOfMs={query.data?.asOfMs ?? null} />
        <p>{t('later.why')}</p>
        <Flex gap={12} align="center" style={{ marginBottom: 16 }}>
          <label htmlFor="reserve-count">{t('later.count')}</label>
          <InputNumber
            id="reserve-count"
            min={1}
            max={100}
            precision={0}
            value={count}
            onChange={(next) => setCount(next ?? 1)}
          />
          <Button type="primary" loading={reserve.isPending} onClick={() => reserve.mutate()}>
            {t('later.reserve')}
          </Button>
        </Flex>
        {reserve.error !== null && <Refusal error={reserve.error} />}
      </div>
      <Asked query={query}>{({ receipts }) => <Stock receipts={receipts} changed={() => void query.refetch()} />}</Asked>
    </>
  )
}

interface StockProps {
  readonly receipts: PaperReceipts['receipts']
  readonly changed: () => void
}

function Stock({ receipts, changed }: StockProps) {
  const { t } = useTranslation()
  const countOf = (wanted: string) => receipts.filter(({ state }) => state === wanted).length
  const free = receipts.filter(({ state }) => state === 'free')
  const counts = { free: free.length, used: countOf('used'), void: countOf('void') }
  return (
    <>
      <div className="no-print">
        <Part title={t('later.list')}>
          <Flex vertical gap={12}>
            <Flex gap={16} align="center">
              <span>{t('later.states', counts)}</span>
              <Button disabled={free.length === 0} onClick={() => window.print()}>
                {t('later.print', { count: free.length })}
              </Button>
            </Flex>
            <ReceiptTable receipts={receipts} changed={changed} />
          </Flex>
        </Part>
      </div>
      <Slips receipts={free} />
    </>
  )
}
