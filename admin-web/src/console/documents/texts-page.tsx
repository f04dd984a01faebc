import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DOCUMENT_TEXTS, PREVIEW } from '@liandong/core/http/documents/texts.js'
import { Alert, Button, Card, Col, Flex, Input, Row, Segmented, Tag, Typography } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { Static } from 'typebox'
import { useTell } from '../../counter/tell.js'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { timeText } from '../../parts/times.js'
import './words.js'

type Texts = Static<typeof DOCUMENT_TEXTS>
type Text = Texts['texts'][number]
type Preview = Static<typeof PREVIEW>

/** 文书模板: the words of the six documents as the county wants them, checked and shown while they are typed. */
export function TextsPage() {
  const { t } = useTranslation()
  const query = useAnswer<Texts>('/api/documents/texts')
  const [params, setParams] = useSearchParams()
  return (
    <>
      <Heading title={t('texts.title')} asOfMs={null} />
      <Asked query={query}>
        {({ texts }) => {
          const chosen = texts.find(({ kind }) => kind === params.get('kind')) ?? texts[0]
          return (
            <Flex vertical gap={16} align="stretch">
              <Segmented
                aria-label={t('texts.kind')}
                value={chosen?.kind ?? 'receipt'}
                options={texts.map(({ kind, title }) => ({ value: kind, label: title }))}
                onChange={(kind) => setParams({ kind })}
                style={{ alignSelf: 'flex-start' }}
              />
              {chosen !== undefined && <Editor key={`${chosen.kind} ${chosen.version}`} text={chosen} />}
            </Flex>
          )
        }}
      </Asked>
    </>
  )
}

function Editor({ text }: { readonly text: Text }) {
  const { t } = useTranslation()
  const [typed, type] = useState(text.text)
  const save = useSave(text)
  const isChanged = typed !== text.text
  return (
    <Row gutter={[16, 16]}>
      <Col span={14}>
        <Card styles={{ body: { padding: 16 } }}>
          <Flex vertical gap={12}>
            <Flex justify="space-between" gap={12}>
              <label htmlFor="text" className="field-name">
                {t('texts.text')}
              </label>
              <Version text={text} />
            </Flex>
            <Typography.Text type="secondary">{t('texts.hint')}</Typography.Text>
            <Input.TextArea id="text" rows={16} value={typed} maxLength={4_000} onChange={({ target }) => type(target.value)} />
            {save.error !== null && <Refusal error={save.error} />}
            <Flex gap={12}>
              <Button type="primary" disabled={!isChanged || save.isPending} onClick={() => save.mutate(typed)}>
                {t('texts.save', { version: text.version + 1 })}
              </Button>
              <Button disabled={typed === text.builtIn} onClick={() => type(text.builtIn)}>
                {t('texts.restore')}
              </Button>
            </Flex>
            <Alert type="info" showIcon title={t('texts.here')} />
          </Flex>
        </Card>
      </Col>
      <Col span={10}>
        <Flex vertical gap={16}>
          <Names text={text} insert={(name) => type(inserted(typed, `{${name}}`))} />
          <Preview kind={text.kind} text={typed} />
        </Flex>
      </Col>
    </Row>
  )
}

function Version({ text: { version, by, atMs } }: { readonly text: Text }) {
  const { t } = useTranslation()
  const words = { version, by: by?.name ?? '', time: atMs === null ? '' : timeText(atMs) }
  return <Tag>{version === 0 ? t('texts.builtIn') : t('texts.version', words)}</Tag>
}

/** Where the cursor stands; at the end where it stands nowhere. */
function inserted(text: string, word: string): string {
  const box = document.getElementById('text')
  const at = box instanceof HTMLTextAreaElement ? box.selectionStart : text.length
  return `${text.slice(0, at)}${word}${text.slice(at)}`
}

function useSave({ kind, version }: Text) {
  const tell = useTell()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (text: string) => tell<Text>(`/api/documents/texts/${kind}`, { method: 'PUT', body: { text, basedOn: version } }),
    onSuccess: () => client.invalidateQueries(),
  })
}

function Names({ text: { names, needed }, insert }: { readonly text: Text; readonly insert: (name: string) => void }) {
  const { t } = useTranslation()
  return (
    <Part title={t('texts.names')}>
      <Flex gap={8} wrap>
        {names.map((name) => (
          <Button key={name} size="small" aria-label={t('texts.insert', { name })} onClick={() => insert(name)}>
            {needed.includes(name) ? `${name} · ${t('texts.needed')}` : name}
          </Button>
        ))}
      </Flex>
    </Part>
  )
}

function Preview({ kind, text }: { readonly kind: string; readonly text: string }) {
  const { t } = useTranslation()
  const tell = useTell()
  const shown = useDeferredValue(text)
  const query = useQuery({
    queryKey: ['preview', kind, shown],
    queryFn: () => tell<Preview>(`/api/documents/texts/${kind}/preview`, { method: 'POST', body: { text: shown } }),
    enabled: shown.trim() !== '',
  })
  return (
    <Part title={t('texts.preview')}>
      <Asked query={query}>{({ lines }) => <Lines lines={lines} />}</Asked>
    </Part>
  )
}

function Lines({ lines }: Preview) {
  const { t } = useTranslation()
  return (
    <div className="sheet">
      {lines.map((line, index) => {
        const key = `${index} ${line.kind}`
        if (line.kind === 'heading') return <h3 key={key}>{line.text}</h3>
        if (line.kind === 'block') return <p key={key}>{t('texts.blockHere', { name: line.name })}</p>
        return <p key={key}>{line.text}</p>
      })}
    </div>
  )
}
