import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Flex, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { AsOf } from '../../parts/tags/as-of.js'
import { exactTimeText } from '../../parts/times.js'
import { type Row, Rows } from '../rows.js'
import { useTell } from '../tell.js'
import type { RegisterProps } from './filter.js'
import type { Day } from './shapes.js'
import { DateChoice } from './tools.js'

const counted = ['taken', 'consultations', 'open', 'unsent', 'drafts', 'untold'] as const
/** What should be none when people go home. */
const toClear = ['unsent', 'drafts', 'untold'] as const

/** 日清: what is left of the day, and who signs that it was looked through. */
export function DaySignOff({ filter: { date }, change }: RegisterProps) {
  const { t } = useTranslation()
  const query = useAnswer<Day>(`/api/day${date === '' ? '' : `?day=${date}`}`)
  return (
    <Asked query={query}>
      {(day) => (
        <Flex vertical gap={16}>
          <Flex gap={12} align="center">
            <DateChoice date={day.day} choose={(next) => change({ date: next })} />
            <AsOf ms={day.asOfMs} />
          </Flex>
          <Left day={day} />
          <Part title={t('registers.day.now')}>
            <Figures rows={counted.map((name) => [t(`registers.day.${name}`), String(day.now[name])])} />
          </Part>
          {day.signedOff === null ? (
            <Sign key={day.day} day={day.day} done={() => void query.refetch()} />
          ) : (
            <Signed signed={day.signedOff} />
          )}
        </Flex>
      )}
    </Asked>
  )
}

function Figures({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <div className="figures">
      <Rows rows={rows} />
    </div>
  )
}

function Left({ day: { now } }: { readonly day: Day }) {
  const { t } = useTranslation()
  const left = toClear.filter((name) => now[name] > 0)
  const words = left.map((name) => `${t(`registers.day.${name}`)} ${now[name]}`).join(t('semicolon'))
  return left.length === 0 ? (
    <Alert type="success" showIcon title={t('registers.day.clear')} />
  ) : (
    <Alert type="warning" showIcon title={t('registers.day.left', { count: left.length })} description={words} />
  )
}

function Signed({ signed: { person, atMs, counts, remark } }: { readonly signed: NonNullable<Day['signedOff']> }) {
  const { t } = useTranslation()
  return (
    <Part title={t('registers.day.signedWith')}>
      <Alert type="success" showIcon title={t('registers.day.signed', { name: person.name, time: exactTimeText(atMs) })} />
      <Figures
        rows={[
          ...counted.map((name) => [t(`registers.day.${name}`), String(counts[name])] as const),
          [t('registers.day.onPaper'), String(counts.onPaper)],
        ]}
      />
      {remark !== '' && <p>{remark}</p>}
    </Part>
  )
}

function Sign({ day, done }: { readonly day: string; readonly done: () => void }) {
  const { t } = useTranslation()
  const tell = useTell()
  const { session } = useSeat()
  const [onPaper, count] = useState<number | null>(null)
  const [remark, type] = useState('')
  const sign = useMutation({
    mutationFn: () => tell('/api/day/sign-off', { method: 'POST', body: { day, onPaper, remark } }),
    onSuccess: done,
  })
  return (
    <Part title={t('registers.day.sign')}>
      <Flex vertical gap={12} style={{ maxWidth: 560 }}>
        <label className="field-name" htmlFor="on-paper">
          {t('registers.day.onPaper')}
        </label>
        <InputNumber id="on-paper" min={0} max={10_000} precision={0} value={onPaper} onChange={count} />
        <label className="field-name" htmlFor="remark">
          {t('registers.day.remark')}
        </label>
        <Input.TextArea id="remark" rows={2} maxLength={500} value={remark} onChange={({ target }) => type(target.value)} />
        <span>{t(onPaper === null ? 'registers.day.needPaper' : 'registers.day.signHint', { name: session.name })}</span>
        {sign.error !== null && <Refusal error={sign.error} />}
        <Button type="primary" disabled={onPaper === null || sign.isPending} onClick={() => sign.mutate()} style={{ width: 160 }}>
          {t('registers.day.sign')}
        </Button>
      </Flex>
    </Part>
  )
}
