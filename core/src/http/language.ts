import type { Language } from '../wire/faults/problem.js'

/** Chinese, unless the page prefers English by its `Accept-Language`. */
export function languageOf(accept: string | undefined): Language {
  let best: { readonly language: Language; readonly quality: number } = { language: 'zh', quality: 0 }
  for (const range of (accept ?? '').split(',').slice(0, 20)) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';')
    const quality = qualityOf(parameters)
    const language = tag.startsWith('en') ? 'en' : tag.startsWith('zh') ? 'zh' : null
    if (language !== null && quality > best.quality) best = { language, quality }
  }
  return best.language
}

function qualityOf(parameters: readonly string[]): number {
  const given = parameters
    .map((parameter) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(parameter)?.[1])
    .find((value) => value !== undefined)
  return given === undefined ? 1 : Number(given)
}
