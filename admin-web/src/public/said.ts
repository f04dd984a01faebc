import { createContext, useContext } from 'react'
import { en, type Words, zh } from './words.js'

/** The language of the page and its words. */
export interface Said {
  readonly language: 'zh' | 'en'
  readonly words: Words
}

export const languages = { zh: { language: 'zh', words: zh }, en: { language: 'en', words: en } } as const satisfies Readonly<
  Record<string, Said>
>

export const SaidContext = createContext<Said>(languages.zh)

export function useSaid(): Said {
  return useContext(SaidContext)
}
