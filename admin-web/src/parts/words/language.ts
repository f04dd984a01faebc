import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.js'
import { zh } from './zh.js'

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

const kept = 'liandong.language'

/** Chinese unless this browser was switched. */
export async function startLanguage(): Promise<void> {
  const language = localStorage.getItem(kept) === 'en' ? 'en' : 'zh'
  i18next.on('languageChanged', show)
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh',
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
  })
}

export async function switchLanguage(language: Language): Promise<void> {
  localStorage.setItem(kept, language)
  await i18next.changeLanguage(language)
}

function show(language: string): void {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
  document.title = i18next.t('title')
}
