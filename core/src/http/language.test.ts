import { expect, test } from 'vitest'
import { languageOf } from './language.js'

test.each([
  [undefined, 'zh'],
  ['', 'zh'],
  ['fr, de;q=0.5', 'zh'],
  ['en', 'en'],
  ['EN-us,en;q=0.8', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en;q=0.9, zh-Hans;q=0.2', 'en'],
  ['en;q=0, zh;q=0.1', 'zh'],
  ['en;q=nonsense,zh;q=0.5', 'en'],
])('%s is answered in %s', (accept, language) => {
  expect(languageOf(accept)).toBe(language)
})
