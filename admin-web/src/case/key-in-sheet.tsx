import { Button, Flex, Tag } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Part } from '../parts/part.js'
import type { CasePage } from '../parts/shapes.js'
import { timeText } from '../parts/times.js'
import { applicantLines, formLines } from './case-data.js'
import { useFormSchema } from './case-review.js'
import { Unmask } from './unmask.js'

/** 转录单: what is keyed into another organ's system, in the form's order, one copy button a field. */
export function KeyInSheet({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation()
  const schema = useFormSchema(page)
  const [copied, note] = useState<ReadonlySet<string>>(new Set())
  const list = useRef<HTMLOListElement>(null)
  const lines = [
    { key: 'number', name: t('cases.number'), text: page.line.number },
    ...applicantLines(t, page.applicant, 'applicant'),
    ...formLines(t, schema, page.form).map((line) => ({ ...line, key: `form${line.key}` })),
  ]
  const copy = async (at: number) => {
    const line = lines[at]
    if (line === undefined) return
    await putOnClipboard(line.text)
    note(new Set([...copied, line.key]))
    // Enter, type there, back, Enter: the next field waits under the same key.
    list.current?.querySelectorAll('button')[at + 1]?.focus()
  }
  return (
    <Part title={t('keyIn.title')}>
      <Outside page={page} />
      {page.masked && <Unmask caseId={page.line.caseId} />}
      <ol className="key-in" ref={list}>
        {lines.map(({ key, name, text }, at) => (
          <li key={key}>
            <span className="key-in-name">{name}</span>
            <span className="key-in-text">{text}</span>
            {copied.has(key) && <Tag color="green">{t('keyIn.copied')}</Tag>}
            <Button size="small" aria-label={t('keyIn.copyOne', { name })} onClick={() => void copy(at)}>
              {t('keyIn.copy')}
            </Button>
          </li>
        ))}
      </ol>
    </Part>
  )
}

/** How each step outside stands, as of when somebody looked. */
function Outside({ page: { steps } }: { readonly page: CasePage }) {
  const { t } = useTranslation()
  return (
    <Flex vertical gap={6} style={{ marginBottom: 12 }}>
      {steps
        .filter(({ externalSystem }) => externalSystem !== null)
        .map(({ id, name, externalSystem, external }) => (
          <span key={id}>
            <strong>{name}</strong> · {externalSystem} ·{' '}
            {external === null
              ? t('keyIn.notSent')
              : [external.number, t(`acts.external.${external.state}`), t('asOf', { time: timeText(external.asOfMs) })]
                  .filter((word) => word !== null)
                  .join(' · ')}
          </span>
        ))}
    </Flex>
  )
}

/** A page that came by plain HTTP from another machine has no clipboard; the old way still works there. */
async function putOnClipboard(text: string): Promise<void> {
  const modern = (navigator as { readonly clipboard?: Clipboard }).clipboard
  if (modern !== undefined) return modern.writeText(text).catch(() => oldCopy(text))
  oldCopy(text)
}

function oldCopy(text: string): void {
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}
