import { useTranslation } from 'react-i18next'
import { type CodeNames, useCodes, useOrganNames } from '../catalogue/codes.js'
import type { FieldKind } from './fields.js'
import { textAt, textOf, valueAt } from './paths.js'

export type TextOf = (kind: FieldKind, value: unknown) => string

/** Values of an item as people read them. */
export function useValueText(): TextOf {
  const { t } = useTranslation()
  const codes = useCodes()
  const organ = useOrganNames()
  return (kind, value) => {
    if (value === null || value === undefined || value === '') return t('none')
    if (typeof kind === 'object') return codeText(codes, kind, value, t('catalogue.listComma'))
    switch (kind) {
      case 'flag':
        return t(value === true ? 'catalogue.yes' : 'catalogue.no')
      case 'limit':
        return `${textAt(value, ['amount'])} ${codes.nameOf('limitUnits', textAt(value, ['unit']))}`
      case 'organ':
        return organ(textOf(value))
      case 'organs':
        return listText(value, (each) => organ(textOf(each)), t('catalogue.listComma')) || t('none')
      case 'lines':
      case 'papers':
      case 'asked':
        return listText(value, textOf, '\n') || t('none')
      case 'law':
        return ['law', 'documentNumber', 'clause', 'text']
          .map((part) => textAt(value, [part]))
          .filter((part) => part !== '')
          .join(' ')
      case 'base':
        return t('catalogue.edit.baseText', { entry: valueAt(value, ['entry']), version: valueAt(value, ['version']) })
      case 'options':
        return listText(value, (each) => textAt(each, ['name']), t('catalogue.listComma')) || t('none')
      default:
        return textOf(value)
    }
  }
}

function codeText(codes: CodeNames, kind: Extract<FieldKind, object>, value: unknown, comma: string): string {
  if ('code' in kind) return codes.nameOf(kind.code, textOf(value))
  return listText(value, (each) => codes.nameOf(kind.codes, textOf(each)), comma)
}

function listText(value: unknown, wordsOf: (each: unknown) => string, between: string): string {
  return Array.isArray(value) ? value.map((each: unknown) => wordsOf(each)).join(between) : ''
}
