import i18next from 'i18next'

/** Words only some pages need come with them; called once, where the page's module is read. */
export function addWords(zh: object, en: object): void {
  i18next.addResourceBundle('zh', 'translation', zh, true)
  i18next.addResourceBundle('en', 'translation', en, true)
}
