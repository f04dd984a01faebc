import { useTranslation } from 'react-i18next'
import { useDirectory } from '../../counter/acts/directory-field.js'
import type { CodeLists, CodeName } from './shapes.js'

export interface CodeNames {
  /** A value by the national list's name for it; itself where the list lacks it or is not here yet. */
  readonly nameOf: (list: CodeName, value: string) => string
  readonly optionsOf: (list: CodeName) => readonly { readonly value: string; readonly label: string }[]
}

/** Code lists by name, in the language of the page. */
export function useCodes(): CodeNames {
  const { language } = useTranslation().i18n
  const lists = useDirectory<CodeLists>('/api/catalogue/codes').data
  const word = (code: CodeLists[CodeName][number]) => (language === 'en' ? code.en : code.zh)
  const optionsOf = (list: CodeName) => (lists?.[list] ?? []).map((code) => ({ value: code.value, label: word(code) }))
  const nameOf = (list: CodeName, value: string) => {
    const code = lists?.[list].find((each) => each.value === value)
    return code === undefined ? value : word(code)
  }
  return { nameOf, optionsOf }
}

/** Names of organs by id. */
export function useOrganNames(): (id: string) => string {
  const { data } = useDirectory<{ readonly organs: readonly { readonly id: string; readonly name: string }[] }>('/api/organs')
  const names = new Map(data?.organs.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? id
}
