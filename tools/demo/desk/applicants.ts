import { createHash } from 'node:crypto'

/** A person who asks for something, as a counter writes them down. */
export interface Villager {
  readonly kind: 'person'
  readonly person: {
    readonly name: string
    readonly document: { readonly type: '111'; readonly number: string }
    readonly phone: string
  }
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

/** An invented person: the number has a right check character, its order code 9xx is not given out. */
export function villager(name: string, born = '19600101'): Villager {
  const seed = createHash('sha256').update(name).digest()
  const order = String(900 + ((seed[0] ?? 0) % 100))
  const digits = `371122${born}${order}`
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  const number = `${digits}${checkCharacters[sum % 11]}`
  return { kind: 'person', person: { name, document: { type: '111', number }, phone: '0633-6200000' } }
}

const families = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '赵',
  '黄',
  '周',
  '吴',
  '徐',
  '孙',
  '胡',
  '朱',
  '高',
  '林',
  '何',
  '郭',
  '马',
  '罗',
]

/** Twenty different ones, for a batch. */
export function manyVillagers(count: number): readonly Villager[] {
  return Array.from({ length: count }, (_, index) =>
    villager(`${families[index % families.length]}守${index + 1}`, `195${index % 10}0615`),
  )
}
