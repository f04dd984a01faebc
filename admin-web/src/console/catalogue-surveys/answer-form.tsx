import { Button, Flex, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import { useCodes } from '../catalogue/codes.js'
import type { SurveyLine, SurveyPage } from '../catalogue/shapes.js'
import { useAct } from '../catalogue/use-act.js'

const blank: SurveyLine = { name: '', type: null, code: null, remark: null }

interface Props {
  readonly page: SurveyPage
  readonly organ: string
}

/** 填报: what this organ can handle; that it has none is an answer too. Kept in this browser until it is sent. */
export function AnswerForm({ page: { survey, rows }, organ }: Props) {
  const { t } = useTranslation()
  const key = `liandong.survey.${survey.id}.${organ}`
  const said = rows.filter((row) => row.organ.id === organ && row.name !== '')
  const [lines, write] = useState<readonly SurveyLine[]>(
    () => kept(key) ?? said.map(({ name, type, code, remark }) => ({ name, type, code, remark })),
  )
  const put = (next: readonly SurveyLine[]) => {
    write(next)
    localStorage.setItem(key, JSON.stringify(next))
  }
  const send = useAct(() => localStorage.removeItem(key))
  const full = lines.filter(({ name }) => name.trim() !== '')
  const answer = (none: boolean) =>
    send.mutate({ path: `/api/surveys/${survey.id}/answers`, method: 'PUT', body: { organ, none, lines: none ? [] : full } })
  return (
    <Part title={t('catalogue.surveys.yours')}>
      <Flex vertical gap={8}>
        {lines.map((line, index) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and none is moved.
            key={index}
            line={line}
            number={index + 1}
            change={(next) => put(lines.map((each, at) => (at === index ? next : each)))}
            remove={() => put(lines.filter((_, at) => at !== index))}
          />
        ))}
        <Flex gap={8}>
          <Button onClick={() => put([...lines, blank])}>{t('catalogue.surveys.add')}</Button>
          <Button type="primary" loading={send.isPending} disabled={full.length === 0} onClick={() => answer(false)}>
            {t('catalogue.surveys.send', { count: full.length })}
          </Button>
          <Button disabled={send.isPending || full.length > 0} onClick={() => answer(true)}>
            {t('catalogue.surveys.sendNone')}
          </Button>
        </Flex>
        {send.error !== null && <Refusal error={send.error} />}
      </Flex>
    </Part>
  )
}

function kept(key: string): readonly SurveyLine[] | null {
  const text = localStorage.getItem(key)
  return text === null ? null : (JSON.parse(text) as readonly SurveyLine[])
}

interface LineProps {
  readonly line: SurveyLine
  readonly number: number
  readonly change: (line: SurveyLine) => void
  readonly remove: () => void
}

function Line({ line, number, change, remove }: LineProps) {
  const { t } = useTranslation()
  const codes = useCodes()
  const text = (name: 'name' | 'code' | 'remark', word: string, width: number) => (
    <Input
      aria-label={t('catalogue.surveys.ofRow', { number, word })}
      placeholder={word}
      style={{ width }}
      maxLength={name === 'code' ? 50 : 200}
      value={line[name] ?? ''}
      onChange={({ target }) => change({ ...line, [name]: target.value === '' && name !== 'name' ? null : target.value })}
    />
  )
  return (
    <Flex gap={8} wrap>
      {text('name', t('catalogue.items.name'), 300)}
      <Select
        aria-label={t('catalogue.surveys.ofRow', { number, word: t('catalogue.items.type') })}
        placeholder={t('catalogue.items.type')}
        allowClear
        style={{ width: 150 }}
        value={line.type}
        options={[...codes.optionsOf('itemTypes')]}
        onChange={(type: string | undefined) => change({ ...line, type: (type ?? null) as SurveyLine['type'] })}
      />
      {text('code', t('catalogue.surveys.code'), 180)}
      {text('remark', t('catalogue.surveys.remark'), 260)}
      <Button aria-label={t('catalogue.surveys.removeRow', { number })} onClick={remove}>
        ×
      </Button>
    </Flex>
  )
}
