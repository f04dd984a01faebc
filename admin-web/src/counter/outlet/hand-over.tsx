import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Flex, Radio, Tag } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import type { CasePage } from '../../parts/shapes.js'
import type { PaperValue } from '../acts/fields.js'
import { PaperField } from '../acts/paper-field.js'
import { sheetsText } from '../papers/sheets.js'
import { newId, useTell, type Tell } from '../tell.js'
import type { ReadyCase } from './outlet-page.js'

const receivers = ['applicant', 'representative', 'proxy'] as const
type Receiver = (typeof receivers)[number]

export interface Handed {
  readonly number: string
  /** The case is in another site's hands, which has to confirm. */
  readonly isAsked: boolean
}

interface Props {
  readonly one: ReadyCase
  readonly done: (handed: Handed) => void
  readonly back: () => void
}

/** One result at the counter: whose it is, what is due for it, who signs. */
export function HandOver({ one, done, back }: Props) {
  const { t } = useTranslation()
  const [receiver, choose] = useState<Receiver>('applicant')
  const [given, give] = useState<ReadonlySet<string>>(new Set())
  const [proof, setProof] = useState<PaperValue | null>(null)
  const isWhole = one.due.every(({ material }) => given.has(material))
  const hand = useHand(one, receiver, proof, done)
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  return (
    <Part title={`${one.number} · ${one.itemName}`}>
      <Flex vertical gap={12} ref={form}>
        <Whose one={one} />
        {one.due.length > 0 && <Due one={one} given={given} give={give} />}
        <Flex gap={12} align="center" wrap>
          <strong>{t('outlet.receiver')}</strong>
          <Radio.Group
            aria-label={t('outlet.receiver')}
            name="receiver"
            value={receiver}
            options={receivers.map((value) => ({ value, label: t(`outlet.receivers.${value}`) }))}
            onChange={({ target }) => choose(target.value as Receiver)}
          />
          <span>{t('outlet.proof')}</span>
          <PaperField caseId={one.caseId} label={t('outlet.proof')} value={proof} change={setProof} />
        </Flex>
        {!isWhole && <Alert type="info" showIcon title={t('outlet.missing')} />}
        {hand.error !== null && <Refusal error={hand.error} />}
        <Flex gap={12}>
          <Button type="primary" size="large" disabled={!isWhole} loading={hand.isPending} onClick={() => hand.mutate()}>
            {t('outlet.hand')}
          </Button>
          <Button size="large" onClick={back}>
            {t('outlet.back')}
          </Button>
        </Flex>
      </Flex>
    </Part>
  )
}

function Whose({ one }: { readonly one: ReadyCase }) {
  const { t } = useTranslation()
  const query = useAnswer<CasePage>(`/api/cases/${one.caseId}`)
  return (
    <Asked query={query}>
      {({ applicant, masked }) => (
        <Flex gap={16} wrap align="center">
          <span>{t('outlet.applicant')}</span>
          <strong className="whose">{namesOf(applicant).join(' ')}</strong>
          <Tag color={one.result === 'granted' ? 'green' : 'red'}>{t(`outlet.${one.result}`)}</Tag>
          {masked && <span>{t('outlet.masked')}</span>}
        </Flex>
      )}
    </Asked>
  )
}

/** Whoever applies first, of whatever kind. */
function namesOf(applicant: unknown): readonly string[] {
  if (typeof applicant !== 'object' || applicant === null) return []
  return Object.values(applicant).flatMap((part: unknown) => {
    const name = typeof part === 'object' && part !== null ? (part as { readonly name?: unknown }).name : undefined
    return typeof name === 'string' ? [name] : []
  })
}

interface DueProps {
  readonly one: ReadyCase
  readonly given: ReadonlySet<string>
  readonly give: (given: ReadonlySet<string>) => void
}

function Due({ one, given, give }: DueProps) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('outlet.dueTitle')}>
      <strong>{t('outlet.dueTitle')}</strong>
      {one.due.map(({ material, name, originals, copies }) => (
        <div key={material}>
          <Checkbox
            checked={given.has(material)}
            onChange={({ target }) =>
              give(new Set([...given].filter((each) => each !== material).concat(target.checked ? material : [])))
            }
          >
            {`${name}${t('colon')}${sheetsText(t, { originals, copies })}`}
          </Checkbox>
        </div>
      ))}
    </section>
  )
}

/** Papers first, then the hand-over, then the end; each has its id, so that trying again repeats none. */
function useHand(one: ReadyCase, receiver: Receiver, proof: PaperValue | null, done: Props['done']) {
  const tell = useTell()
  const [ids] = useState(() => ({ deliver: newId(), complete: newId(), papers: one.due.map(() => newId()) }))
  return useMutation({
    mutationFn: async () => {
      for (const [index, { material, originals, copies, paper }] of one.due.entries()) {
        const form = originals > 0 ? 'original' : 'copy'
        await act(tell, one, ids.papers[index] ?? newId(), {
          act: 'add-paper',
          material: { material, paper, form, originals, copies },
        })
      }
      const isDone = await act(tell, one, ids.deliver, { act: 'deliver', how: 'counter', receiver, proof })
      // The hand-over stands whether or not the case can be ended from here.
      if (isDone) await act(tell, one, ids.complete, { act: 'complete' }).catch(() => false)
      return isDone
    },
    onSuccess: (isDone) => done({ number: one.number, isAsked: !isDone }),
  })
}

async function act(tell: Tell, { caseId }: ReadyCase, requestId: string, what: object): Promise<boolean> {
  const { kind } = await tell<{ readonly kind: string }>(`/api/cases/${caseId}/acts`, {
    method: 'POST',
    body: { requestId, act: what },
  })
  return kind === 'done'
}
