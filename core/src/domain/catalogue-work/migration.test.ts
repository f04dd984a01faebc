import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ItemVersion } from '../item.js'
import { migrated } from './migration.js'
import { contentOf, paper } from './work.testing.js'

function version(number: number, changes: Partial<ItemVersion> = {}): ItemVersion {
  return { ...contentOf(), version: number, digest: String(number), ...changes }
}

const form = (required: readonly string[], ...names: readonly string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string', title: `填${name}` }])),
  required,
})

const v1 = version(1, { form: form(['reason'], 'reason', 'colour') })
const v2 = version(2, {
  form: form(['reason', 'phone'], 'reason', 'phone'),
  materials: [paper('deed', '权属证明'), paper('card', '身份证')],
})
const filled = {
  step: 3,
  form: { reason: '翻建', colour: '红' },
  materials: [
    { material: 'deed', form: 'original' },
    { material: 'photo', form: 'scan' },
  ],
}

describe('a draft at a newer version', () => {
  test('keeps what is still asked and puts the rest aside', () => {
    const { content, aside } = migrated(v1, v2, filled)
    expect(content).toEqual({ step: 3, form: { reason: '翻建' }, materials: [{ material: 'deed', form: 'original' }] })
    expect(aside).toEqual({ form: { colour: '红' }, answers: [], materials: [{ material: 'photo', form: 'scan' }] })
  })

  test('is told what is missing now and what is asked no longer, by name', () => {
    const { missing, notAsked } = migrated(v1, v2, filled)
    expect(missing).toEqual([
      { kind: 'field', id: 'phone', name: '填phone' },
      { kind: 'paper', id: 'card', name: '身份证' },
    ])
    expect(notAsked).toEqual([
      { kind: 'field', id: 'colour', name: '填colour' },
      { kind: 'paper', id: 'photo', name: 'photo' },
    ])
  })

  test('gets back what was put aside when it is asked again', () => {
    const once = migrated(v1, v2, filled)
    const back = migrated(v2, v1, once.content, once.aside)
    expect(back.content).toEqual(filled)
    expect(back.aside).toEqual({ form: {}, answers: [], materials: [] })
  })

  test('has its questions put again where an answer is gone', () => {
    const group = (...ids: readonly string[]) => [
      { id: 'g', question: '用途', askedWhen: [], options: ids.map((id) => ({ id, name: `情形${id}`, materials: [] })) },
    ]
    const [from, to] = [version(1, { scenarioGroups: group('a', 'b') }), version(2, { scenarioGroups: group('b', 'c') })]
    const { missing, notAsked, aside } = migrated(from, to, { form: {}, answers: ['a'] })
    expect(aside.answers).toEqual(['a'])
    expect(missing.find(({ kind }) => kind === 'question')).toEqual({ kind: 'question', id: 'g', name: '用途' })
    expect(notAsked).toEqual([{ kind: 'question', id: 'a', name: '情形a' }])
  })

  test.each([[null], ['text'], [{ step: 1, name: '张三' }], [{ form: 'none', materials: 'none' }]])(
    'passes through what a page keeps in another shape: %j',
    (content) => {
      expect(migrated(v1, v2, content).content).toEqual(content)
    },
  )

  test('never loses an answer, over any number of versions', () => {
    const names = ['a', 'b', 'c', 'd']
    const versions = fc.array(fc.subarray(names), { minLength: 1, maxLength: 6 })
    const answers = fc.dictionary(fc.constantFrom(...names), fc.string(), { maxKeys: 4, noNullPrototype: true })
    fc.assert(
      fc.property(versions, answers, (asked, given) => {
        let state = migrated(null, version(1, { form: form([], ...names) }), { form: given })
        asked.forEach((fields, index) => {
          state = migrated(null, version(index + 2, { form: form([], ...fields) }), state.content, state.aside)
        })
        const content = state.content as { readonly form: Record<string, unknown> }
        expect({ ...state.aside.form, ...content.form }).toEqual(given)
      }),
    )
  })
})
