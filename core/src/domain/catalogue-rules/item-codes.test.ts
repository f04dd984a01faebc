import { describe, expect, test } from 'vitest'
import { blankCodes } from '../catalogue/blank.js'
import type { ItemCodes } from '../catalogue/guide.js'
import type { Roster } from '../roster.js'
import { emptyRoster } from '../roster-view.js'
import { codeNamesTheOrgan, codesAgree } from './item-codes.js'
import { guided, permit, told } from './item.testing.js'

/** A live service of a province's body: its code as published. */
const HANDLE = '11310000MB2F30661Y231200356400001'
const TASK = HANDLE.slice(0, 31)
const coded = (codes: Partial<ItemCodes>, type: '01' | '20' = '20') => ({
  ...guided({ codes: { ...blankCodes, scheme: 'GB/T 39554-2020', ...codes } }),
  type,
})

/** The level digit of a province is no level of this network. */
const LEVEL = 'warning code-differs /guide/codes/task'

describe('GB 32100-2015, GB/T 39046: codes are only told about', () => {
  test('a code of another length is opaque', () => {
    expect(told(codesAgree(coded({ task: '370000', handleItem: 'X'.repeat(32), catalogue: '01-7' })))).toEqual([])
  })

  test('a real code is right but for its level', () => {
    expect(told(codesAgree(coded({ task: TASK, handleItem: HANDLE, catalogue: '312003564000' })))).toEqual([
      LEVEL,
      'warning code-differs /guide/codes/handleItem',
    ])
  })

  test('the level of the county is 4, and 7 is many', () => {
    const at = (digit: string) => TASK.slice(0, 18) + digit + TASK.slice(19)
    expect(told(codesAgree(coded({ task: at('4') })))).toEqual([])
    expect(told(codesAgree(coded({ task: at('7') })))).toEqual([])
    expect(told(codesAgree(coded({ task: at('6') })))).toEqual([LEVEL])
  })

  test('a credit code that fails its check is named', () => {
    const task = `11310000MB2F30661X4${TASK.slice(19)}`
    expect(codesAgree(coded({ task }))).toContainEqual(
      expect.objectContaining({ code: 'code-form', severity: 'warning', en: expect.stringContaining('wrong-check') }),
    )
  })

  test('type and base code inside agree with the item’s own', () => {
    const task = `${TASK.slice(0, 18)}4${TASK.slice(19)}`
    expect(told(codesAgree(coded({ task }, '01')))).toEqual([LEVEL])
    expect(told(codesAgree(coded({ task, catalogue: '372003564000' })))).toEqual([LEVEL])
    expect(told(codesAgree(coded({ catalogue: '0100001000' }, '20')))).toEqual(['warning code-differs /guide/codes/catalogue'])
    expect(told(codesAgree(coded({ catalogue: '00010000100X' }, '01')))).toEqual(['warning code-form /guide/codes/catalogue'])
  })

  test('a business item’s code begins with its implementation’s', () => {
    const task = `${TASK.slice(0, 18)}4${TASK.slice(19)}`
    expect(told(codesAgree(coded({ task, handleItem: `${task}02` })))).toEqual([])
    expect(told(codesAgree(coded({ task, handleItem: `${task.slice(0, 30)}902` })))).toContain(
      'warning code-differs /guide/codes/handleItem',
    )
  })

  test('the body in a code is the organ whose item it is', () => {
    const withCode = (creditCode: string | null): Roster => {
      const record = { id: 'o1', name: 'o1', level: 'county', nature: 'administrative', place: 'hall', creditCode } as const
      return { ...emptyRoster(), organs: new Map([['o1', [{ version: 1, atMs: 0, record }]]]) }
    }
    const item = coded({ task: TASK })
    expect(told(codeNamesTheOrgan(item, withCode('11330782745817525W')))).toEqual([LEVEL])
    expect(told(codeNamesTheOrgan(item, withCode('11310000MB2F30661Y')))).toEqual([])
    expect(told(codeNamesTheOrgan(item, withCode(null)))).toEqual([])
    expect(told(codeNamesTheOrgan(permit, withCode('11330782745817525W')))).toEqual([])
  })

  test('an item without codes has none to check', () => {
    expect(told(codesAgree(permit))).toEqual([])
  })
})
