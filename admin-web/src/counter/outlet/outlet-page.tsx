import type { READY } from '@liandong/core/http/counter/outlet.js'
import { Alert, Flex, Input, type InputRef } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { Static } from 'typebox'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { Part } from '../../parts/part.js'
import { addWords } from '../../parts/words/add-words.js'
import { HandOver, type Handed } from './hand-over.js'
import { NotReady } from './not-ready.js'
import { ReadyTable } from './ready-table.js'
import { outletWords } from './words.js'

addWords(...outletWords)

export type Ready = Static<typeof READY>
export type ReadyCase = Ready['cases'][number]

/** 统一出件: scan, what is ready, signed for, next. */
export function OutletPage() {
  const { t } = useTranslation()
  const query = useAnswer<Ready>('/api/outlet')
  const [params, setParams] = useSearchParams()
  const [handed, tell] = useState<Handed | null>(null)
  const box = useRef<InputRef>(null)
  const sought = params.get('number')
  const take = (number: string | null) => {
    setParams(number === null ? {} : { number }, { replace: true })
    if (number !== null) tell(null)
    else box.current?.focus()
  }
  return (
    <>
      <Heading title={t('outlet.title')} asOfMs={query.data?.asOfMs ?? null} />
      <Flex vertical gap={16}>
        <ScanBox box={box} take={take} />
        {handed !== null && (
          <Alert
            type="success"
            showIcon
            role="status"
            title={t(handed.isAsked ? 'outlet.asked' : 'outlet.handed', { number: handed.number })}
          />
        )}
        <Asked query={query}>
          {({ cases }) => (
            <Found
              key={sought ?? ''}
              cases={cases}
              sought={sought}
              take={take}
              done={(what) => {
                tell(what)
                void query.refetch()
                take(null)
              }}
            />
          )}
        </Asked>
      </Flex>
    </>
  )
}

/** As minted, wherever it stands in what a scanner reads. */
const numberIn = /[0-9A-Z]{1,18}-\d{8}-[0-9A-Z]{3}-\d{4,9}-[0-9A-Z]/

interface ScanProps {
  readonly box: React.RefObject<InputRef | null>
  readonly take: (number: string) => void
}

function ScanBox({ box, take }: ScanProps) {
  const { t } = useTranslation()
  const [typed, type] = useState('')
  return (
    <Input
      ref={box}
      autoFocus
      size="large"
      style={{ maxWidth: 560 }}
      aria-label={t('outlet.scan')}
      placeholder={t('outlet.scanHint')}
      value={typed}
      maxLength={2_000}
      onChange={({ target }) => type(target.value)}
      onPressEnter={() => {
        const text = typed.trim().toUpperCase()
        if (text === '') return
        type('')
        take(numberIn.exec(text)?.[0] ?? text)
      }}
    />
  )
}

interface FoundProps {
  readonly cases: readonly ReadyCase[]
  readonly sought: string | null
  readonly take: (number: string | null) => void
  readonly done: (handed: Handed) => void
}

function Found({ cases, sought, take, done }: FoundProps) {
  const { t } = useTranslation()
  const ready = cases.filter(({ certificateAt }) => certificateAt === null)
  const coming = cases.filter(({ certificateAt }) => certificateAt !== null)
  const one = ready.find(({ number }) => number === sought)
  return (
    <Flex vertical gap={16}>
      {sought !== null && one === undefined && (
        <NotReady number={sought} coming={coming.find(({ number }) => number === sought)} />
      )}
      {one !== undefined && <HandOver one={one} done={done} back={() => take(null)} />}
      <Part title={t('outlet.ready', { count: ready.length })}>
        <ReadyTable cases={ready} label={t('outlet.ready', { count: ready.length })} take={take} />
      </Part>
      {coming.length > 0 && (
        <Part title={t('outlet.coming', { count: coming.length })}>
          <ReadyTable cases={coming} label={t('outlet.coming', { count: coming.length })} take={null} />
        </Part>
      )}
    </Flex>
  )
}
