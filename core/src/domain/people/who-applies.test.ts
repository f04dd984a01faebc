import { describe, expect, test } from 'vitest'
import { comparable, whoApplies } from './who-applies.js'

const human = (name: string, number: string) => ({ name, document: { type: '111', number }, phone: '13800000000' })

describe('who applies', () => {
  test('names whoever applies first, then all beside them, each with their numbers', () => {
    const applicant = {
      coApplicants: [{ ...human('赵六', '37110019900101003x'), signed: true }],
      guardian: { ...human('钱七', '371100196501010047'), relation: '父', ground: 'minor' },
      kind: 'person',
      person: human('王小丰', '371100 200501 01 0012'),
    }
    expect(whoApplies(applicant)).toEqual({
      names: ['王小丰', '赵六', '钱七'],
      identities: ['371100200501010012', '37110019900101003X', '371100196501010047'],
      phones: ['13800000000'],
    })
  })

  test('of a company is the company, then whoever stands for it', () => {
    const applicant = {
      kind: 'legal-person',
      legalRepresentative: human('孙八', '1'),
      creditCode: '91371100MA3ABCDE1X',
      name: '五莲果品有限公司',
    }
    expect(whoApplies(applicant)).toMatchObject({ names: ['五莲果品有限公司', '孙八'], identities: ['91371100MA3ABCDE1X', '1'] })
  })

  test('of what is no applicant is nobody', () => {
    for (const other of [null, 'text', 7, [], { name: 7 }]) expect(whoApplies(other).names).toEqual([])
  })

  test('is compared without blanks and in capital letters', () => {
    expect(comparable(' 37110019900101003x')).toBe('37110019900101003X')
  })
})
