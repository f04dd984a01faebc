import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Flex, Form } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../parts/refusal.js'
import { useAsked, useItem } from '../draft/queries.js'
import { SaveState, SaveTrouble } from '../draft/save-state.js'
import { type Kept, useKept } from '../draft/use-saver.js'
import type { Asked, Draft, Item, Receipt } from '../shapes.js'
import { useTell } from '../tell.js'
import { ApplicantPart } from './applicant-part.js'
import { type InstantContent, instantBody } from './content.js'
import { enterMoves } from './enter-moves.js'
import { ItemPart } from './item-part.js'
import { type Missing, missingIn } from './missing.js'
import { ResultPart } from './result-part.js'

/** Before an item is chosen a draft names none. */
const noItem = '-'

export interface FormProps {
  readonly opened: Draft | null
  readonly began: InstantContent
  /** What the address remembers. */
  readonly keep: (part: Readonly<Record<string, string | null>>) => void
  readonly finish: (receipt: Receipt, content: InstantContent) => void
}

/** One applicant's form; another one begins with the next. */
export function InstantForm({ opened, began, keep, finish }: FormProps) {
  const { t } = useTranslation()
  const [content, setContent] = useState(began)
  const [told, tellMissing] = useState<readonly Missing[]>([])
  const itemQuery = useItem({ item: content.item, itemVersion: null })
  const item = content.item === null ? null : (itemQuery.data ?? null)
  const { query: askedQuery, last } = useAsked(item, content)
  const kept = useKept(opened, content, (next) => ({
    item: next.item ?? noItem,
    title: t('instant.draftTitle', { name: next.name }).slice(0, 200),
    content: next,
  }))
  const draft = kept.draft?.id ?? null
  useEffect(() => {
    if (draft !== null) keep({ draft })
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- told once, when the draft is there
  }, [draft])
  // After the heading had the focus: whoever comes to this page types.
  useEffect(() => focusOn('instant-number'), [])
  const send = useSend(kept, finish)
  const change = (part: Partial<InstantContent>) => {
    setContent((before) => ({ ...before, ...part }))
    if (part.item !== undefined) keep({ item: part.item })
    tellMissing([])
  }
  const trySend = () => {
    if (send.isPending) return
    const missing = missingIn(t, item, last ?? null, content)
    tellMissing(missing)
    const [first] = missing
    if (first !== undefined) return focusOn(first.id)
    if (item !== null && last !== undefined) send.mutate({ item, asked: last, content })
  }
  return (
    <Form layout="vertical" component={false}>
      <section
        className="no-print instant-form"
        aria-label={t('instant.title')}
        onKeyDown={(event) => enterMoves(event, trySend)}
      >
        <SaveTrouble saving={kept.saving} />
        <ApplicantPart content={content} change={change} />
        {itemQuery.error !== null && content.item !== null && <Refusal error={itemQuery.error} />}
        {askedQuery.error !== null && item !== null && <Refusal error={askedQuery.error} />}
        <ItemPart item={item} asked={last ?? null} content={content} change={change} />
        {item !== null && <ResultPart item={item} content={content} change={change} draft={draft} />}
        {told.length > 0 && <MissingNote missing={told} />}
        {send.error !== null && <Refusal error={send.error} />}
        <Flex gap={16} align="center">
          <Button type="primary" size="large" data-send loading={send.isPending} onClick={trySend}>
            {t('instant.send')}
          </Button>
          {draft !== null && <SaveState saving={kept.saving} />}
        </Flex>
      </section>
    </Form>
  )
}

function MissingNote({ missing }: { readonly missing: readonly Missing[] }) {
  const { t } = useTranslation()
  const names = missing.map(({ name }) => name).join(t('comma'))
  return <Alert type="warning" showIcon title={t('instant.missing', { count: missing.length, names })} />
}

function focusOn(id: string): void {
  const found = document.getElementById(id)
  const field = found?.localName === 'fieldset' ? found.querySelector('input') : found
  field?.focus()
}

interface Sent {
  readonly item: Item
  readonly asked: Asked
  readonly content: InstantContent
}

function useSend(kept: Kept<Draft | null>, finish: FormProps['finish']) {
  const tell = useTell()
  return useMutation({
    mutationFn: async ({ item, asked, content }: Sent) => {
      // With its request id on the disk, handing in again after a crash registers nothing twice.
      const draft = await kept.settled()
      return await tell<Receipt>('/api/cases/instant', { method: 'POST', body: instantBody(item, asked, content, draft) })
    },
    onSuccess: (receipt, { content }) => {
      kept.close()
      finish(receipt, content)
    },
  })
}
