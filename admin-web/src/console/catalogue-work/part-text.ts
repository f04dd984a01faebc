import { useTranslation } from 'react-i18next'
import { sections, wordOf } from '../catalogue-item/fields.js'
import { valueAt } from '../catalogue-item/paths.js'
import { useValueText } from '../catalogue-item/value-text.js'

/** A part of an item in a few lines: a field as it is read, a list by its rows' first words. */
export function usePartText(): (path: readonly string[], value: unknown) => string {
  const { t } = useTranslation()
  const textOf = useValueText()
  return (path, value) => {
    const word = wordOf(path)
    const field = sections.flatMap(({ fields }) => fields).find((each) => wordOf(each.path) === word)
    if (field !== undefined) return textOf(field.kind, value)
    const list = sections.flatMap(({ lists }) => lists).find((each) => wordOf(each.path) === word)
    if (list === undefined || !Array.isArray(value)) return value === null ? t('none') : JSON.stringify(value)
    const rows = value.map((row) =>
      list.fields
        .slice(0, 4)
        .map(({ path: inner, kind }) => textOf(kind, valueAt(row, inner)))
        .join(t('catalogue.dot')),
    )
    return rows.length === 0 ? t('none') : rows.join('\n')
  }
}
