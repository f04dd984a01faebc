import type { TFunction } from 'i18next'

/** 「原件 1 份，复印件 2 份」, without what there is none of; empty where there is neither. */
export function sheetsText(t: TFunction, { originals, copies }: { readonly originals: number; readonly copies: number }): string {
  const words = [
    ...(originals > 0 ? [t('papers.originalSheets', { count: originals })] : []),
    ...(copies > 0 ? [t('papers.copySheets', { count: copies })] : []),
  ]
  return words.join(t('comma'))
}
