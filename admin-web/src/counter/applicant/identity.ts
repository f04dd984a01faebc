/** What can be said of a number while it is typed. */
export type Judged =
  | { readonly kind: 'empty' }
  | { readonly kind: 'typing'; readonly typed: number }
  | { readonly kind: 'good'; readonly birthDate: string; readonly sex: 'male' | 'female' }
  | { readonly kind: 'wrong'; readonly why: 'form' | 'date' | 'checksum' }

const idLength = 18
const checkCharacters = '10X98765432'

/** 公民身份号码, GB 11643: six digits of place, date of birth, order (odd: male), check character by ISO 7064 MOD 11-2. */
export function judgeIdentity(number: string): Judged {
  if (number === '') return { kind: 'empty' }
  if (!/^\d{0,17}$|^\d{17}[\dX]$/.test(number)) return { kind: 'wrong', why: 'form' }
  if (number.length < idLength) return { kind: 'typing', typed: number.length }
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isDate(birthDate)) return { kind: 'wrong', why: 'date' }
  const sum = Array.from(number.slice(0, 17)).reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0)
  if (checkCharacters[sum % 11] !== number[17]) return { kind: 'wrong', why: 'checksum' }
  return { kind: 'good', birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' }
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** 统一社会信用代码, GB 32100: check character MOD 31 over 17 characters with weights 3^i. */
export function judgeCreditCode(code: string): 'empty' | 'typing' | 'good' | 'wrong' {
  if (code === '') return 'empty'
  if (Array.from(code).some((character) => !creditAlphabet.includes(character)) || code.length > 18) return 'wrong'
  if (code.length < 18) return 'typing'
  const sum = Array.from(code.slice(0, 17)).reduce(
    (total, character, at) => total + creditAlphabet.indexOf(character) * (3 ** at % 31),
    0,
  )
  return creditAlphabet[(31 - (sum % 31)) % 31] === code[17] ? 'good' : 'wrong'
}
