import type { PAPER_RECEIPTS } from '@liandong/core/http/counter/paper-receipts.js'
import { Checkbox, Flex, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Static } from 'typebox'
import { useAnswer } from '../../parts/answer.js'
import { timeText } from '../../parts/times.js'
import { addWords } from '../../parts/words/add-words.js'
import { blankLater, type Later } from '../draft/content.js'
import { Labelled } from '../draft/step-part.js'
import { Upload } from '../papers/upload.js'
import { laterWords } from './words.js'

addWords(...laterWords)

export type PaperReceipts = Static<typeof PAPER_RECEIPTS>

interface Props {
  readonly later: Later | null
  readonly draft: string
  readonly onChange: (later: Later | null) => void
}

/** 补录: when it really was, why, the paper it was taken in on and that paper's number. */
export function LaterPart({ later, draft, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <fieldset className="person no-print">
      <Checkbox checked={later !== null} onChange={({ target }) => onChange(target.checked ? blankLater('') : null)}>
        {t('later.toggle')}
      </Checkbox>
      {later !== null && <Fields later={later} draft={draft} onChange={onChange} />}
    </fieldset>
  )
}

const reasons = ['power-cut', 'worked-on-paper', 'other'] as const

function Fields({ later, draft, onChange }: Props & { readonly later: Later }) {
  const { t } = useTranslation()
  const { claimed, reason, number, proof } = later
  const set = (part: Partial<Later>) => onChange({ ...later, ...part })
  const [now] = useState(() => timeText(Date.now()).replace(' ', 'T'))
  return (
    <Flex gap={16} wrap style={{ marginTop: 8 }}>
      <Labelled
        id="later-claimed"
        label={t('later.claimed')}
        isRequired
        width={220}
        problem={claimed > now ? t('later.future') : null}
      >
        <Input
          id="later-claimed"
          type="datetime-local"
          max={now}
          value={claimed}
          onChange={({ target }) => set({ claimed: target.value })}
        />
      </Labelled>
      <Labelled id="later-reason" label={t('later.reason')} isRequired width={160}>
        <Select
          id="later-reason"
          value={reason}
          options={reasons.map((value) => ({ value, label: t(`later.reasons.${value}`) }))}
          onChange={(value) => set({ reason: value })}
        />
      </Labelled>
      <Labelled id="later-number" label={t('later.number')} width={340}>
        <NumberChoice number={number} choose={(chosen) => set({ number: chosen })} />
      </Labelled>
      <div>
        <div>{t('later.proof')}</div>
        <Upload name={t('later.proof')} draft={draft} paper={proof} onUploaded={(paper) => set({ proof: paper })} />
      </div>
    </Flex>
  )
}

function NumberChoice({ number, choose }: { readonly number: string; readonly choose: (number: string) => void }) {
  const { t } = useTranslation()
  const { data } = useAnswer<PaperReceipts>('/api/paper-receipts')
  const free = (data?.receipts ?? []).filter(({ state }) => state === 'free').map((receipt) => receipt.number)
  const known = number === '' || free.includes(number) ? free : [number, ...free]
  return (
    <Select
      id="later-number"
      showSearch
      value={number}
      options={[{ value: '', label: t('later.noNumber') }, ...known.map((value) => ({ value, label: value }))]}
      onChange={choose}
    />
  )
}
