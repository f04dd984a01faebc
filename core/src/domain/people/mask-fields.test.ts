import { expect, test } from 'vitest'
import { maskApplicant } from './mask-fields.js'

const zhang = {
  name: '张大山',
  document: { type: '111', number: '371122196001011234' },
  phone: '13800008000',
  address: '莒县小店镇张家庄村12号',
  birthDate: '1960-01-01',
  sex: 'male',
}

test('an applicant is shown by surname, kind and county alone, in every place a person may stand', () => {
  const masked = maskApplicant({
    kind: 'household',
    head: { ...zhang, signed: true },
    members: [{ ...zhang, relation: '长子', signed: false }],
    registerNumber: '371122001234',
    contact: { name: '李四', phone: '13900009000', postcode: '276500' },
    representative: { ...zhang, powers: '代为申请,签收', mandate: 'ab'.repeat(32) },
  })
  expect(masked).toMatchObject({
    kind: 'household',
    head: {
      name: '张**',
      document: { type: '111', number: '371122********1234' },
      phone: '138****8000',
      address: '莒县小店镇****',
      birthDate: '****',
      sex: 'male',
      signed: true,
    },
    contact: { name: '李*', phone: '139****9000', postcode: '****' },
    representative: { powers: '****' },
    registerNumber: '37********34',
  })
  for (const told of ['张大山', '19600101', '1960-01-01', '13800008000', '张家庄', '代为申请', '276500', '13900009000'])
    expect(JSON.stringify(masked)).not.toContain(told)
})

test('the name of a firm is public, its people are not', () => {
  const masked = maskApplicant({
    kind: 'legal-person',
    name: '日照某某有限公司',
    creditCode: '91371100MA3C000000',
    legalRepresentative: zhang,
  })
  expect(masked).toMatchObject({
    name: '日照某某有限公司',
    creditCode: '91371100MA3C000000',
    legalRepresentative: { name: '张**' },
  })
})

test('a field that was not thought of is hidden', () => {
  expect(maskApplicant({ kind: 'person', person: { nickname: '老张', years: 63 } })).toEqual({
    kind: 'person',
    person: { nickname: '****', years: 63 },
  })
})
