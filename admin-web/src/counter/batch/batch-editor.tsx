import { Alert, Button, Flex, Popconfirm } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { useAsked, useItem } from '../draft/queries.js'
import { SaveState, SaveTrouble } from '../draft/save-state.js'
import { useKept } from '../draft/use-saver.js'
import { fieldsOf } from '../form/fields.js'
import { ReceiptSheet } from '../receipt/receipt-sheet.js'
import type { Draft } from '../shapes.js'
import { useTell } from '../tell.js'
import { problemsOf, sharedMissing } from './checks.js'
import { type BatchContent, isEmpty } from './content.js'
import { Grid } from './grid.js'
import { SharedPart } from './shared-part.js'
import { SheetFile } from './sheet-file.js'
import { useRegister } from './use-register.js'

interface Props {
  readonly opened: Draft | null
  readonly content: BatchContent
  readonly began: (draft: string) => void
  readonly restart: () => void
}

/** Before an item is chosen a draft names none. */
const noItem = '-'

/** One batch from the first name to the last receipt; all of it is kept on every change. */
export function BatchEditor(props: Props) {
  const { t } = useTranslation()
  const batch = useBatch(props)
  const { kept, item, asked, content, setContent, fields, problems, people, register, done, mayRegister } = batch
  const change = (part: Partial<BatchContent>) => setContent((before) => ({ ...before, ...part }))
  return (
    <>
      <Flex vertical gap={16} className="no-print">
        <SaveTrouble saving={kept.saving} />
        {batch.errors.map((error) => (
          <Refusal key={error.message} error={error} />
        ))}
        <SharedPart item={item} asked={asked} content={content} change={change} isLocked={done.length > 0} />
        <Part title={t('batch.grid')}>
          <Flex vertical gap={12}>
            <Flex gap={16} align="center" wrap>
              <span>{t('batch.count', { all: people.length, done: done.length })}</span>
              <span>{t('batch.gridHint')}</span>
              <SheetFile content={content} fields={fields} change={change} />
              {kept.draft !== null && <SaveState saving={kept.saving} />}
            </Flex>
            <Grid
              {...{ item, content, fields, problems, mayRegister }}
              change={(rows) => setContent((before) => ({ ...before, rows: rows(before.rows) }))}
              register={(row) => register.mutate([row])}
            />
          </Flex>
        </Part>
        <Hindrances batch={batch} />
        {register.error !== null && <Refusal error={register.error} />}
        <Buttons batch={batch} restart={props.restart} />
      </Flex>
      <div className="only-print">
        {register.receipts.map((receipt) => (
          <div key={receipt.caseId} className="own-page">
            <ReceiptSheet receipt={receipt} isSubmitted={null} />
          </div>
        ))}
      </div>
    </>
  )
}

/** All that is known of the batch now. */
function useBatch({ opened, content: first, began }: Props) {
  const { t } = useTranslation()
  const [content, setContent] = useState(first)
  const itemQuery = useItem({ item: content.item, itemVersion: null })
  const item = content.item === null ? null : (itemQuery.data ?? null)
  const { query: askedQuery, last: asked = null } = useAsked(item, content)
  const people = content.rows.filter((row) => !isEmpty(row))
  const kept = useKept(opened, content, (next) => ({
    item: next.item ?? noItem,
    title: t('batch.draftTitle', { item: item?.name ?? '', count: people.length }).slice(0, 200),
    content: next,
  }))
  const draft = kept.draft?.id ?? null
  useEffect(() => {
    if (draft !== null) began(draft)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- told once, when the draft is there
  }, [draft])
  const fields = item === null ? [] : fieldsOf(item.form)
  const problems = new Map(content.rows.map((row) => [row.key, problemsOf(t, row, content, fields)]))
  const open = people.filter((row) => row.done === null)
  const ready = open.filter(({ key }) => problems.get(key)?.length === 0)
  const done = people.filter((row) => row.done !== null)
  const missing = item === null ? [] : sharedMissing(content, fields)
  const register = useRegister({ item, asked, content, setContent, kept })
  const mayRegister = item !== null && asked?.isAnswered === true && missing.length === 0 && !register.isPending
  const errors = [content.item === null ? null : itemQuery.error, item === null ? null : askedQuery.error].filter(
    (error) => error !== null,
  )
  const counted = { people, ready, done, heldBack: open.length - ready.length, missing, mayRegister, errors }
  return { content, setContent, item, asked, kept, fields, problems, register, ...counted }
}

type Batch = ReturnType<typeof useBatch>

function Hindrances({ batch: { missing, asked, heldBack } }: { readonly batch: Batch }) {
  const { t } = useTranslation()
  const names = missing.join(t('comma'))
  return (
    <>
      {missing.length > 0 && <Alert type="info" showIcon title={t('batch.sharedMissing', { names })} />}
      {asked?.isAnswered === false && <Alert type="info" showIcon title={t('batch.answersMissing')} />}
      {heldBack > 0 && <Alert type="warning" showIcon title={t('batch.heldBack', { count: heldBack })} />}
    </>
  )
}

function Buttons({ batch, restart }: { readonly batch: Batch; readonly restart: () => void }) {
  const { t } = useTranslation()
  const tell = useTell()
  const { kept, register, ready, done, people, mayRegister } = batch
  const close = async () => {
    kept.close()
    const draft = kept.draft?.id
    if (draft !== undefined) await tell(`/api/drafts/${draft}`, { method: 'DELETE' }).catch(() => null)
    restart()
  }
  return (
    <Flex gap={16} align="center" wrap>
      <Button
        type="primary"
        size="large"
        disabled={!mayRegister || ready.length === 0}
        loading={register.isPending}
        onClick={() => register.mutate(ready)}
      >
        {t('batch.all', { count: ready.length })}
      </Button>
      {register.isPending && <span role="status">{t('batch.doing', { done: done.length, all: people.length })}</span>}
      <Button size="large" disabled={done.length === 0 || register.isPending} onClick={() => void register.print()}>
        {t('batch.print')}
      </Button>
      <Popconfirm title={t('batch.closeAsk')} description={t('batch.closeNote')} onConfirm={() => void close()}>
        <Button size="large" disabled={register.isPending}>
          {t('batch.close')}
        </Button>
      </Popconfirm>
    </Flex>
  )
}
