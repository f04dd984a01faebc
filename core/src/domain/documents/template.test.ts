import { describe, expect, test } from 'vitest'
import { builtIn } from './built-in.js'
import { DOCUMENT_KINDS } from './kinds.js'
import { filledIn, refuseTemplate } from './template.js'

describe('a template', () => {
  test.each(DOCUMENT_KINDS)('built in for %s keeps its own rules', (kind) => {
    expect(refuseTemplate(kind, builtIn[kind])).toBeNull()
  })

  test.each([
    ['a name nobody knows, which is said', 'receipt', '{材料清单}\n{申请人姓名}', 'template/unknown-name', '{申请人姓名}'],
    ['a name of another document', 'receipt', '{材料清单}\n{补正期限}', 'template/unknown-name', '{补正期限}'],
    ['an empty name', 'receipt', '{材料清单}\n{}', 'template/unknown-name', '{}'],
    // 行政许可法 32(四): everything that is missing, at once.
    ['no list of what is missing', 'supplement', '请补正。', 'template/lacks-name', '{补正清单}'],
    // 行政许可法 32, 38: a refusal gives its reasons.
    ['no reason', 'non-acceptance', '不予受理。', 'template/lacks-name', '{不予受理理由}'],
    ['a list within a line', 'receipt', '收到:{材料清单}', 'template/block-alone', '收到:{材料清单}'],
    ['nothing', 'receipt', ' \n ', 'input/invalid', 'text'],
  ] as const)('is refused with %s', (_, kind, text, code, detail) => {
    expect(refuseTemplate(kind, text)).toMatchObject({ code, detail })
  })

  test('is filled in line by line, and a line none of whose names has a value is left out', () => {
    const values = new Map([
      ['事项', '宅基地审批'],
      ['证照编号', ''],
    ])
    expect(filledIn('# 决定\n事项:{事项}\n\n证照编号:{证照编号}\n{材料清单}\n保管好', values)).toEqual([
      { kind: 'heading', text: '决定' },
      { kind: 'words', text: '事项:宅基地审批' },
      { kind: 'block', name: '材料清单' },
      { kind: 'words', text: '保管好' },
    ])
  })

  test('puts values in as they are, also where they look like names', () => {
    expect(filledIn('{事项}', new Map([['事项', '{申请人}$&']]))).toEqual([{ kind: 'words', text: '{申请人}$&' }])
  })
})
