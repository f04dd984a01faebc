import type { TFunction } from 'i18next'
import { judgeIdentity } from '../applicant/identity.js'
import type { Field } from '../form/fields.js'
import { type BatchContent, isEmpty, type Row } from './content.js'

/** What the grid says of a row while it is typed; a row with a problem is held back, the others are not. */
export function problemsOf(t: TFunction, row: Row, content: BatchContent, fields: readonly Field[]): readonly string[] {
  if (isEmpty(row) || row.done !== null) return []
  return [
    ...(row.name.trim() === '' ? [t('batch.missing', { name: t('applicant.name') })] : []),
    ...numberProblems(t, row, content),
    ...(row.phone === '' || /^\+?[0-9][0-9 -]{3,19}$/.test(row.phone) ? [] : [t('batch.phone')]),
    ...fields.flatMap((field) => fieldProblems(t, field, row, content)),
  ]
}

function numberProblems(t: TFunction, { key, number }: Row, { rows }: BatchContent): readonly string[] {
  const judged = judgeIdentity(number)
  if (judged.kind === 'empty') return [t('batch.missing', { name: t('applicant.number') })]
  if (judged.kind === 'typing') return [t('applicant.typed', { typed: judged.typed, all: 18 })]
  if (judged.kind === 'wrong') return [t(`applicant.${judged.why}`)]
  const first = rows.findIndex((other) => other.number === number)
  return rows[first]?.key === key ? [] : [t('batch.twice', { row: first + 1 })]
}

function fieldProblems(t: TFunction, field: Field, row: Row, { form, perRow }: BatchContent): readonly string[] {
  const { name, title, isRequired, pattern, description, type } = field
  if (!perRow.includes(name)) return []
  const text = row.form[name] ?? ''
  const shared = form[name] ?? ''
  if (text === '') return isRequired && shared === '' ? [t('batch.missing', { name: title })] : []
  if ((type === 'number' || type === 'integer') && Number.isNaN(Number(text))) return [t('batch.noNumber', { name: title })]
  return pattern !== null && !new RegExp(pattern, 'u').test(text) ? [`${title} ${description ?? ''}`] : []
}

/** Required form fields that neither the shared answers nor the rows fill in. */
export function sharedMissing({ form, perRow }: BatchContent, fields: readonly Field[]): readonly string[] {
  return fields
    .filter(({ name, isRequired }) => isRequired && !perRow.includes(name) && (form[name] ?? '') === '')
    .map(({ title }) => title)
}
