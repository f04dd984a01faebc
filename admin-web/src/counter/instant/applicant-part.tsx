import { Checkbox, Flex, Input, Select } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { judgeIdentity } from '../applicant/identity.js'
import { Labelled } from '../draft/step-part.js'
import { beside } from './enter-moves.js'
import { cardTypes, type InstantContent, isBody } from './content.js'

interface Props {
  readonly content: InstantContent
  readonly change: (part: Partial<InstantContent>) => void
}

/** Who stands at the window: number, name; a body's credit code asks for its head too. */
export function ApplicantPart({ content, change }: Props) {
  const { t } = useTranslation()
  const body = isBody(content)
  const text = (field: 'name' | 'head' | 'phone', maxLength: number) => (
    <Input
      id={`instant-${field}`}
      value={content[field]}
      maxLength={maxLength}
      autoComplete="off"
      onChange={({ target }) => change({ [field]: target.value })}
    />
  )
  return (
    <Flex gap={16} wrap role="group" aria-label={t('instant.applicant')}>
      <NumberField content={content} change={change} />
      <Labelled id="instant-name" label={t(body ? 'instant.orgName' : 'applicant.name')} isRequired width={175}>
        {text('name', 100)}
      </Labelled>
      {body && (
        <Labelled id="instant-head" label={t('instant.head')} isRequired width={175}>
          {text('head', 100)}
        </Labelled>
      )}
      <div {...beside}>
        <Labelled id="instant-phone" label={t('applicant.phone')} width={140}>
          {text('phone', 20)}
        </Labelled>
      </div>
      <div {...beside}>
        <Labelled id="instant-document" label={t('applicant.documentType')} width={160}>
          <Select
            id="instant-document"
            value={content.documentType}
            options={cardTypes.map((value) => ({ value, label: t(`applicant.documents.${value}`) }))}
            onChange={(value) => change({ documentType: value })}
          />
        </Labelled>
      </div>
    </Flex>
  )
}

/** Checked while it is typed. */
function NumberField({ content, change }: Props) {
  const { t } = useTranslation()
  const { documentType, number, asPrinted } = content
  const isCard = documentType === '111'
  const why = wrongOf(content)
  return (
    <div>
      <Labelled
        id="instant-number"
        label={t('applicant.number')}
        isRequired
        width={240}
        problem={why === null || asPrinted ? null : t(`applicant.${why}`)}
        hint={hintOf(t, content)}
      >
        <Input
          id="instant-number"
          value={number}
          maxLength={isCard ? 18 : 40}
          autoComplete="off"
          onChange={({ target }) => {
            const typed = target.value.replaceAll(' ', '')
            change({ number: isCard ? typed.toUpperCase() : typed, asPrinted: false })
          }}
        />
      </Labelled>
      {why !== null && (
        <div {...beside}>
          <Checkbox checked={asPrinted} onChange={({ target }) => change({ asPrinted: target.checked })}>
            {t('applicant.asPrinted')}
          </Checkbox>
        </div>
      )}
    </div>
  )
}

/** A code half typed looks like a wrong card's number: only a whole one is called wrong. */
function wrongOf(content: InstantContent): 'form' | 'date' | 'checksum' | null {
  const { documentType, number } = content
  if (documentType !== '111' || number.length < 18 || isBody(content)) return null
  const judged = judgeIdentity(number)
  return judged.kind === 'wrong' ? judged.why : null
}

function hintOf(t: TFunction, content: InstantContent): string {
  const { documentType, number } = content
  if (documentType !== '111' || number === '') return t('instant.numberHint')
  const judged = judgeIdentity(number)
  if (judged.kind === 'good') return t('applicant.born', { date: judged.birthDate, sex: t(`applicant.${judged.sex}`) })
  return isBody(content) ? t('instant.body') : t('applicant.typed', { typed: number.length, all: 18 })
}
