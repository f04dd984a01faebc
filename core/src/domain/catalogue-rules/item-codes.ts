import { levels, nameIn } from '../catalogue/code-lists.js'
import { checkCreditCode, partsOfBaseCode, partsOfItemCode } from '../catalogue/codes.js'
import type { ItemDraft } from '../item.js'
import type { Roster } from '../roster.js'
import { currentOrgan } from '../roster-view.js'
import { type Findings, warns } from './finding.js'

/** Codes come from platforms of two generations: whatever is odd in one is told, and stops nothing. */
export function codesAgree(item: ItemDraft): Findings {
  const { task, handleItem, catalogue } = item.guide.codes
  return [
    ...itemCodeFindings(item, task, 31, '/guide/codes/task'),
    ...itemCodeFindings(item, handleItem, 33, '/guide/codes/handleItem'),
    ...baseCodeFindings(item, catalogue),
    task !== null &&
      handleItem !== null &&
      handleItem.length === 33 &&
      !handleItem.startsWith(task) &&
      differs('/guide/codes/handleItem'),
  ]
}

/** The body in the code is the organ whose item it is. */
export function codeNamesTheOrgan({ organ, guide }: ItemDraft, roster: Roster): Findings {
  const parts = guide.codes.task === null ? null : partsOfItemCode(guide.codes.task)
  const creditCode = organ === null ? null : (currentOrgan(roster, organ)?.creditCode ?? null)
  return [
    parts !== null &&
      creditCode !== null &&
      parts.creditCode !== creditCode &&
      warns('code-differs', {
        path: '/guide/codes/task',
        zh: `编码中的统一社会信用代码 ${parts.creditCode} 不是审批主体的 ${creditCode}`,
        en: `The credit code ${parts.creditCode} in it is not the organ’s, ${creditCode}`,
      }),
  ]
}

function differs(path: string) {
  return warns('code-differs', {
    path,
    zh: '业务办理项编码与实施编码不一致',
    en: 'The code of the business item does not begin with that of the implementation',
  })
}

function itemCodeFindings(item: ItemDraft, code: string | null, length: number, path: string): Findings {
  const parts = code === null || code.length !== length ? null : partsOfItemCode(code)
  if (parts === null) return []
  const level = levels.find(({ value }) => value === item.level)?.code
  const base = item.guide.codes.catalogue
  const creditCode = checkCreditCode(parts.creditCode)
  return [
    creditCode !== 'right' &&
      warns('code-form', {
        path,
        article: 'GB 32100-2015',
        zh: `编码中的统一社会信用代码 ${parts.creditCode} 未通过校验`,
        en: `The credit code ${parts.creditCode} in it fails its check (${creditCode})`,
      }),
    parts.level !== level &&
      parts.level !== '7' &&
      warns('code-differs', {
        path,
        article: 'GB/T 39046 A.2',
        zh: `编码中的行使层级 ${parts.level} 与事项层级 ${nameIn(levels, item.level)} 不符`,
        en: `Its level ${parts.level} is not that of the item, ${item.level}`,
      }),
    base !== null &&
      base.length === 12 &&
      parts.base !== base &&
      warns('code-differs', {
        path,
        zh: `编码中的基本编码 ${parts.base} 与 ${base} 不符`,
        en: `Its base code ${parts.base} is not ${base}`,
      }),
    ...typeFindings(item, parts.base, path),
  ]
}

function baseCodeFindings(item: ItemDraft, code: string | null): Findings {
  if (code === null || (code.length !== 10 && code.length !== 12)) return []
  const path = '/guide/codes/catalogue'
  if (partsOfBaseCode(code) !== null) return typeFindings(item, code, path)
  return [warns('code-form', { path, zh: `基本编码 ${code} 须全为数字`, en: `The base code ${code} should be digits` })]
}

function typeFindings({ type }: ItemDraft, base: string, path: string): Findings {
  const parts = partsOfBaseCode(base)
  return [
    parts !== null &&
      parts.type !== type &&
      warns('code-differs', {
        path,
        article: 'GB/T 39046 A.1',
        zh: `编码中的事项类型 ${parts.type} 与 ${type} 不符`,
        en: `Its type ${parts.type} is not that of the item, ${type}`,
      }),
  ]
}
