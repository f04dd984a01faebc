/** 统一社会信用代码: digits and capitals without I, O, S, V, Z (GB 32100-2015). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** 3^(i−1) mod 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
/** Of the embedded body code (主体标识码, GB 11714), letters being 10–35. */
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/** What a credit code's characters say. Some genuine codes fail the check, so it is told and stops nothing. */
export type CreditCodeCheck = 'right' | 'malformed' | 'wrong-check' | 'wrong-body-check'

/** Checks form, check character and the embedded body code of a 统一社会信用代码. */
export function checkCreditCode(code: string): CreditCodeCheck {
  if (!new RegExp(`^[${ALPHABET}]{18}$`).test(code)) return 'malformed'
  if (code[17] !== creditCheckOf(code)) return 'wrong-check'
  return code[16] === bodyCheckOf(code.slice(8, 16)) ? 'right' : 'wrong-body-check'
}

/** The check character of the first seventeen. */
export function creditCheckOf(code: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * ALPHABET.indexOf(code[index] ?? ''), 0)
  return ALPHABET[(31 - (sum % 31)) % 31] ?? ''
}

function bodyCheckOf(body: string): string {
  const sum = BODY_WEIGHTS.reduce((total, weight, index) => total + weight * parseInt(body[index] ?? '', 36), 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** 实施编码 (31 characters) or 业务办理项编码 (33): who, at which level, which entry of the base list, which of its services. */
export interface ItemCodeParts {
  readonly creditCode: string
  /** 行使层级: 1 … 7. */
  readonly level: string
  /** 基本编码, 12 characters. */
  readonly base: string
  readonly sequence: string | null
}

/** The parts of a code of 31 or 33 characters; any other length is opaque and null. */
export function partsOfItemCode(code: string): ItemCodeParts | null {
  if (code.length !== 31 && code.length !== 33) return null
  const sequence = code.length === 33 ? code.slice(31) : null
  return { creditCode: code.slice(0, 18), level: code[18] ?? '', base: code.slice(19, 31), sequence }
}

/** 基本编码: region (00 national; none in the older code of ten), type, main item, sub-item (000 none). */
export interface BaseCodeParts {
  readonly region: string | null
  readonly type: string
  readonly main: string
  readonly sub: string
}

/** The parts of a base code of 10 or 12 digits; anything else is opaque and null. */
export function partsOfBaseCode(code: string): BaseCodeParts | null {
  if (!/^(\d{10}|\d{12})$/.test(code)) return null
  const tail = code.slice(-10)
  const region = code.length === 12 ? code.slice(0, 2) : null
  return { region, type: tail.slice(0, 2), main: tail.slice(2, 7), sub: tail.slice(7) }
}
