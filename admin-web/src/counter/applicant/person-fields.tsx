import { Button, Checkbox, Flex, Input, Select } from 'antd'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { documentTypes, type Typed } from '../draft/content.js'
import { Labelled } from '../draft/step-part.js'
import { judgeIdentity } from './identity.js'

/** With what only some of them have. */
type AnyPerson = Typed & { readonly relation?: string; readonly signed?: boolean; readonly powers?: string }

interface Props {
  readonly title: string
  /** Of the fields' ids. */
  readonly prefix: string
  readonly person: AnyPerson
  readonly onChange: (part: Partial<AnyPerson>) => void
  readonly relationLabel?: string
  readonly onRemove?: () => void
  readonly children?: ReactNode
}

/** One person, as the document says; relation, powers and signature where they are asked. */
export function PersonFields({ title, prefix, person, onChange, relationLabel, onRemove, children }: Props) {
  const { t } = useTranslation()
  const text = (field: 'name' | 'phone' | 'address' | 'relation' | 'powers', value: string, maxLength: number) => (
    <Input
      id={`${prefix}-${field}`}
      value={value}
      maxLength={maxLength}
      autoComplete="off"
      onChange={(event) => onChange({ [field]: event.target.value })}
    />
  )
  const { relation, signed, powers } = person
  return (
    <fieldset className="person">
      <legend>{title}</legend>
      <Flex gap={16} wrap>
        <Labelled id={`${prefix}-name`} label={t('applicant.name')} isRequired width={220} hint={t('applicant.nameHint')}>
          {text('name', person.name, 100)}
        </Labelled>
        <DocumentFields prefix={prefix} person={person} onChange={onChange} />
        {relation !== undefined && (
          <Labelled id={`${prefix}-relation`} label={relationLabel ?? t('applicant.relation')} isRequired width={160}>
            {text('relation', relation, 200)}
          </Labelled>
        )}
        {powers !== undefined && (
          <Labelled id={`${prefix}-powers`} label={t('applicant.powers')} isRequired width={300}>
            {text('powers', powers, 200)}
          </Labelled>
        )}
        <Labelled id={`${prefix}-phone`} label={t('applicant.phone')} width={180}>
          {text('phone', person.phone, 20)}
        </Labelled>
        <Labelled id={`${prefix}-address`} label={t('applicant.address')} width={420}>
          {text('address', person.address, 200)}
        </Labelled>
        {children}
      </Flex>
      <Flex gap={16} align="center">
        {signed !== undefined && (
          <Checkbox checked={signed} onChange={(event) => onChange({ signed: event.target.checked })}>
            {t('applicant.signed')}
          </Checkbox>
        )}
        {onRemove !== undefined && (
          <Button aria-label={`${t('applicant.remove')} ${title}`} onClick={onRemove}>
            {t('applicant.remove')}
          </Button>
        )}
      </Flex>
    </fieldset>
  )
}

/** What a citizen's card says by its number, another document says in words. */
function BirthFields({ prefix, person: { birthDate, sex }, onChange }: Pick<Props, 'prefix' | 'person' | 'onChange'>) {
  const { t } = useTranslation()
  const options = (['male', 'female'] as const).map((value) => ({ value, label: t(`applicant.${value}`) }))
  return (
    <>
      <Labelled id={`${prefix}-birth`} label={t('applicant.birthDate')} width={170}>
        <Input
          id={`${prefix}-birth`}
          type="date"
          value={birthDate}
          onChange={({ target }) => onChange({ birthDate: target.value })}
        />
      </Labelled>
      <Labelled id={`${prefix}-sex`} label={t('applicant.sex')} width={110}>
        <Select
          id={`${prefix}-sex`}
          allowClear
          value={sex === '' ? null : sex}
          options={options}
          onChange={(value: Typed['sex'] | undefined) => onChange({ sex: value ?? '' })}
        />
      </Labelled>
    </>
  )
}

function DocumentFields({ prefix, person, onChange }: Pick<Props, 'prefix' | 'person' | 'onChange'>) {
  const { t } = useTranslation()
  const { documentType, noDocument, documentName } = person
  const options = [
    ...documentTypes.map((value) => ({ value, label: t(`applicant.documents.${value}`) })),
    { value: 'none' as const, label: t('applicant.noDocument') },
  ]
  return (
    <>
      <Labelled id={`${prefix}-document`} label={t('applicant.documentType')} width={240}>
        <Select
          id={`${prefix}-document`}
          value={documentType}
          options={options}
          onChange={(value: Typed['documentType']) => onChange({ documentType: value })}
        />
      </Labelled>
      {documentType === 'none' ? (
        <Labelled id={`${prefix}-no-document`} label={t('applicant.noDocumentWhy')} isRequired>
          <Input
            id={`${prefix}-no-document`}
            value={noDocument}
            maxLength={200}
            onChange={(event) => onChange({ noDocument: event.target.value })}
          />
        </Labelled>
      ) : (
        <NumberField prefix={prefix} person={person} onChange={onChange} />
      )}
      {documentType !== '111' && <BirthFields prefix={prefix} person={person} onChange={onChange} />}
      {documentType === '990' && (
        <Labelled id={`${prefix}-document-name`} label={t('applicant.otherDocument')} width={200}>
          <Input
            id={`${prefix}-document-name`}
            value={documentName}
            maxLength={100}
            onChange={(event) => onChange({ documentName: event.target.value })}
          />
        </Labelled>
      )}
    </>
  )
}

/** Checked while it is typed: a wrong digit found now saves the villager a second way. */
function NumberField({ prefix, person, onChange }: Pick<Props, 'prefix' | 'person' | 'onChange'>) {
  const { t } = useTranslation()
  const isCard = person.documentType === '111'
  const judged = judgeIdentity(isCard ? person.number : '')
  const id = `${prefix}-number`
  return (
    <div>
      <Labelled
        id={id}
        label={t('applicant.number')}
        isRequired
        width={300}
        problem={judged.kind === 'wrong' && !person.asPrinted ? t(`applicant.${judged.why}`) : null}
        hint={hintOf(t, person.number, isCard)}
      >
        <Input
          id={id}
          value={person.number}
          maxLength={isCard ? 18 : 40}
          autoComplete="off"
          onChange={(event) => {
            const number = event.target.value.replaceAll(' ', '')
            onChange({ number: isCard ? number.toUpperCase() : number, asPrinted: false })
          }}
        />
      </Labelled>
      {judged.kind === 'wrong' && (
        <Checkbox checked={person.asPrinted} onChange={(event) => onChange({ asPrinted: event.target.checked })}>
          {t('applicant.asPrinted')}
        </Checkbox>
      )}
    </div>
  )
}

function hintOf(t: TFunction, number: string, isCard: boolean): string | undefined {
  const judged = judgeIdentity(isCard ? number : '')
  if (judged.kind === 'typing') return t('applicant.typed', { typed: judged.typed, all: 18 })
  return judged.kind === 'good' ? t('applicant.born', { date: judged.birthDate, sex: t(`applicant.${judged.sex}`) }) : undefined
}
