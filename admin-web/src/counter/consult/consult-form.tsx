import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Flex, Input, Typography } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { blankContent, blankPerson } from '../draft/content.js'
import { newId, useTell } from '../tell.js'
import { ItemChoice, type Named } from './item-choice.js'
import { Scenarios } from './scenarios.js'
import type { Consultation } from '../registers/shapes.js'
import { useShortcuts } from './shortcuts.js'

interface Props {
  readonly usual: readonly Named[]
  readonly count: number
  readonly done: () => void
}

interface Typed {
  readonly name: string
  readonly phone: string
  readonly note: string
}

const nothing: Typed = { name: '', phone: '', note: '' }

/** Chosen so far: nothing, that no item fits, or an item. */
type Chosen = Named | 'none' | null

/** 登记一次咨询 in two keys: a digit for the item, Enter. */
export function ConsultForm({ usual, count, done }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { desk } = useSeat()
  const [chosen, setChosen] = useState<Chosen>(null)
  const [answers, answer] = useState<readonly string[]>([])
  const [typed, type] = useState(nothing)
  const choose = (next: Chosen) => (setChosen(next), answer([]))
  const form = useRef<HTMLDivElement>(null)
  const clear = () => {
    choose(null)
    type(nothing)
    // Off the button: Enter is for the next one now.
    form.current?.focus({ preventScroll: true })
  }
  const record = useRecord((consultation) => {
    done()
    if (consultation.became === 'application') void navigate(`/new/${consultation.id}`)
    else clear()
  })
  const item = chosen === 'none' ? null : chosen
  const send = (became: Consultation['became']) => {
    if (chosen === null || record.isPending || (became !== 'told' && item === null)) return
    // In the click itself: a browser opens no page that nobody asked for.
    if (became === 'listed' && item !== null) window.open(listOf(item, answers, desk?.place.id ?? ''), '_blank', 'noopener')
    record.mutate({ item, became, answers, typed })
  }
  useShortcuts({
    digit: (digit) => {
      const at = digit === 0 ? 'none' : usual[digit - 1]
      if (at !== undefined) choose(at)
    },
    enter: () => send('told'),
    print: () => send('listed'),
    apply: () => send('application'),
  })
  return (
    <Part title={t('registers.consult.title')}>
      <Flex ref={form} tabIndex={-1} vertical gap={12} style={{ outline: 'none' }}>
        <Typography.Text type="secondary">{t('registers.consult.keys')}</Typography.Text>
        <ItemChoice usual={usual} chosen={chosen} choose={choose} />
        {item !== null && <Scenarios key={item.id} item={item.id} answers={answers} answer={answer} />}
        <Words typed={typed} type={type} enter={() => send('told')} />
        {record.error !== null && <Refusal error={record.error} />}
        {record.data !== undefined && chosen === null && (
          <Alert
            type="success"
            showIcon
            role="status"
            title={t('registers.consult.recorded', {
              name: record.data.item?.name ?? t('registers.consult.noItem'),
              count,
            })}
          />
        )}
        <Outcomes isChosen={chosen !== null} isItem={item !== null} send={send} />
      </Flex>
    </Part>
  )
}

interface OutcomesProps {
  readonly isChosen: boolean
  readonly isItem: boolean
  readonly send: (became: Consultation['became']) => void
}

function Outcomes({ isChosen, isItem, send }: OutcomesProps) {
  const { t } = useTranslation()
  return (
    <Flex gap={8} wrap>
      <Button type="primary" disabled={!isChosen} onClick={() => send('told')}>
        {t('registers.consult.record')}
      </Button>
      <Button disabled={!isItem} onClick={() => send('listed')}>
        {t('registers.consult.print')}
      </Button>
      <Button disabled={!isItem} onClick={() => send('application')}>
        {t('registers.consult.apply')}
      </Button>
    </Flex>
  )
}

interface Recording {
  readonly item: Named | null
  readonly became: Consultation['became']
  readonly answers: readonly string[]
  readonly typed: Typed
}

/** Sent again after a lost answer it records nothing twice. */
function useRecord(onSuccess: (consultation: Consultation) => void) {
  const tell = useTell()
  const [id, renew] = useState(newId)
  return useMutation({
    mutationFn: ({ item, became, answers, typed }: Recording) => {
      const applicant = { ...blankContent().applicant, main: { ...blankPerson, name: typed.name, phone: typed.phone } }
      const content = { ...blankContent(), applicant, answers }
      const title = [item?.name ?? '', typed.name].filter((word) => word !== '').join(' · ')
      const draft = became === 'application' ? { title, content } : null
      return tell<Consultation>('/api/consultations', {
        method: 'POST',
        body: { id, item: item?.id ?? null, became, answers, draft, ...typed },
      })
    },
    onSuccess: (consultation) => {
      renew(newId())
      onSuccess(consultation)
    },
  })
}

/** 一次性告知清单 for these answers, printed by the program itself. */
function listOf({ id }: Named, answers: readonly string[], place: string): string {
  return `/print/items/${encodeURIComponent(id)}/papers?${new URLSearchParams({ answers: answers.join(','), place })}`
}

interface WordsProps {
  readonly typed: Typed
  readonly type: (typed: Typed) => void
  readonly enter: () => void
}

function Words({ typed, type, enter }: WordsProps) {
  const { t } = useTranslation()
  const box = (name: keyof Typed, word: 'who' | 'phone' | 'note', maxLength: number) => (
    <Input
      aria-label={t(`registers.consult.${word}`)}
      placeholder={t(`registers.consult.${word}`)}
      value={typed[name]}
      maxLength={maxLength}
      onChange={({ target }) => type({ ...typed, [name]: target.value })}
      onPressEnter={enter}
    />
  )
  return (
    <>
      <Flex gap={8}>
        {box('name', 'who', 100)}
        {box('phone', 'phone', 40)}
      </Flex>
      {box('note', 'note', 500)}
    </>
  )
}
