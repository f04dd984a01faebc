import { Button, Flex, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import type { BatchChange, BatchLines, Work } from '../catalogue/shapes.js'
import { useAct } from '../catalogue/use-act.js'
import { BatchPreview } from './batch-preview.js'

const kinds = ['cut-promise', 'drop-paper', 'replace-words'] as const
type Kind = (typeof kinds)[number]

interface Wished {
  readonly kind: Kind
  readonly amount: number
  readonly words: string
  readonly put: string
}

/** One change, tried over the ticked items, then begun as a work. */
export function BatchForm({ items }: { readonly items: readonly string[] }) {
  const { t } = useTranslation()
  const [wished, wish] = useState<Wished>({ kind: 'cut-promise', amount: 5, words: '', put: '' })
  const preview = useAct<BatchLines>()
  const change = changeOf(wished)
  const isReady = items.length > 0 && (wished.kind === 'cut-promise' || wished.words.trim() !== '')
  const body = { items, change }
  return (
    <Part title={t('catalogue.many.change')}>
      <Flex vertical gap={12}>
        <ChangeFields
          wished={wished}
          wish={(next) => {
            wish({ ...wished, ...next })
            preview.reset()
          }}
        />
        <div>
          <Button
            disabled={!isReady}
            loading={preview.isPending}
            onClick={() => preview.mutate({ path: '/api/batch-edits/preview', body })}
          >
            {t('catalogue.many.try')}
          </Button>
        </div>
        {preview.error !== null && <Refusal error={preview.error} />}
        {preview.data !== undefined && <BatchPreview lines={preview.data} />}
        {preview.data !== undefined && <BeginBatch body={body} isReady={isReady} />}
      </Flex>
    </Part>
  )
}

function ChangeFields({ wished, wish }: { readonly wished: Wished; readonly wish: (next: Partial<Wished>) => void }) {
  const { t } = useTranslation()
  const { kind, amount } = wished
  const text = (name: 'words' | 'put', label: string) => (
    <Input
      aria-label={label}
      placeholder={label}
      style={{ width: 260 }}
      maxLength={200}
      value={wished[name]}
      onChange={({ target }) => wish({ [name]: target.value })}
    />
  )
  return (
    <>
      <Radio.Group
        aria-label={t('catalogue.many.change')}
        value={kind}
        options={kinds.map((value) => ({ value, label: t(`catalogue.many.changes.${value}`) }))}
        onChange={({ target }) => wish({ kind: target.value as Kind })}
      />
      <Flex gap={12} align="center" wrap>
        {kind === 'cut-promise' && (
          <>
            <span>{t('catalogue.many.amount')}</span>
            <InputNumber
              aria-label={t('catalogue.many.amount')}
              min={1}
              max={9999}
              value={amount}
              onChange={(next) => wish({ amount: next ?? 1 })}
            />
          </>
        )}
        {kind !== 'cut-promise' && text('words', t(`catalogue.many.ask.${kind}`))}
        {kind === 'replace-words' && text('put', t('catalogue.many.put'))}
      </Flex>
    </>
  )
}

interface BeginProps {
  readonly body: { readonly items: readonly string[]; readonly change: BatchChange }
  readonly isReady: boolean
}

function BeginBatch({ body, isReady }: BeginProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [title, type] = useState('')
  const begin = useAct<Work>((work) => void navigate(`/catalogue/works/${work.id}`))
  return (
    <>
      <Flex gap={8}>
        <Input
          aria-label={t('catalogue.many.title')}
          placeholder={t('catalogue.many.title')}
          style={{ width: 320 }}
          maxLength={200}
          value={title}
          onChange={({ target }) => type(target.value)}
        />
        <Button
          type="primary"
          loading={begin.isPending}
          disabled={title.trim() === '' || !isReady}
          onClick={() => begin.mutate({ path: '/api/batch-edits', body: { ...body, title: title.trim() } })}
        >
          {t('catalogue.many.beginBatch')}
        </Button>
      </Flex>
      {begin.error !== null && <Refusal error={begin.error} />}
    </>
  )
}

function changeOf({ kind, amount, words: typed, put }: Wished): BatchChange {
  const words = typed.trim()
  if (kind === 'cut-promise') return { change: kind, amount }
  return kind === 'drop-paper' ? { change: kind, name: words } : { change: kind, find: words, put }
}
