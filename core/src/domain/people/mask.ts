/** 脱敏: what lists, logs and notices show of a person. The originals are papers and stay where papers may be. */

/** Digits 7 to 14 of an identity number, the date of birth, are hidden; a number of another kind keeps its ends. */
export function maskIdentity(number: string): string {
  const text = number.trim()
  if (/^\d{17}[\dXx]$/.test(text)) return `${text.slice(0, 6)}********${text.slice(14)}`
  // The numbers of before 1999, with two digits for the year.
  if (/^\d{15}$/.test(text)) return `${text.slice(0, 6)}******${text.slice(12)}`
  return keepEnds(text, 2, 2)
}

/** First three and last four digits of a mobile number; of a fixed line the area code and the last two. */
export function maskPhone(number: string): string {
  const text = number.trim()
  const mobile = /^(\+?86[- ]?)?(1\d{2})[- ]?(\d{4})[- ]?(\d{4})$/.exec(text)
  if (mobile !== null) return `${mobile[1] ?? ''}${mobile[2]}****${mobile[4]}`
  const fixed = /^(0\d{2,3})[- ]?\d+(\d{2})$/.exec(text)
  return fixed === null ? keepEnds(text, 0, 2) : `${fixed[1]}****${fixed[2]}`
}

/** 复姓: surnames of two characters, after which the given name begins. */
const DOUBLE_SURNAMES = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 长孙 宇文 司徒 夏侯 令狐 端木 轩辕 呼延 南宫'.split(' '),
)

/** The surname, and a star for each character of the given name; of a name with a dot or in letters the first part. */
export function maskName(name: string): string {
  const text = name.trim()
  const characters = Array.from(text)
  if (characters.length <= 1) return text === '' ? '' : '*'
  const dot = characters.findIndex((each) => each === '·' || each === '•' || each === ' ')
  if (dot > 0) return `${characters.slice(0, dot).join('')}${characters[dot]}**`
  if (/^\p{Script=Latin}/u.test(text)) return `${characters[0]}**`
  const surname = characters.length > 2 && DOUBLE_SURNAMES.has(characters.slice(0, 2).join('')) ? 2 : 1
  return `${characters.slice(0, surname).join('')}${'*'.repeat(characters.length - surname)}`
}

/** An address down to the county or the town; the rest is hidden. */
export function maskAddress(address: string): string {
  const area = /^.*?[县区旗](?:.*?[镇乡]|.*?街道)?/u.exec(address.trim())?.[0] ?? Array.from(address.trim()).slice(0, 2).join('')
  return address.trim() === '' ? '' : `${area}****`
}

/** Identity and telephone numbers inside other words, wherever they stand. */
export function maskNumbers(words: string): string {
  return words
    .replace(/(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])/g, maskIdentity)
    .replace(/(?<![0-9A-Za-z])1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9A-Za-z])/g, maskPhone)
    .replace(/(?<![0-9A-Za-z])\d{15}(?![0-9A-Za-z])/g, maskIdentity)
}

function keepEnds(text: string, first: number, last: number): string {
  const characters = Array.from(text)
  if (characters.length <= first + last) return '*'.repeat(characters.length)
  const hidden = '*'.repeat(Math.min(8, characters.length - first - last))
  return `${characters.slice(0, first).join('')}${hidden}${characters.slice(-last).join('')}`
}
