import { describe, expect, test } from 'vitest'
import { commandOf, does, factsFor, play, registerAct, type World } from './case.testing.js'
import type { CaseAct } from './command.js'
import { decide } from './decide.js'
import { MONDAY_MS, permit, roster } from './world.testing.js'

const world: World = { item: permit, roster, nowMs: MONDAY_MS, known: 'measured', holdsPaper: () => true }
const { state } = play([does('proxy', registerAct()), does('proxy', { act: 'submit' })])

/** Their own people, at their own site, on a case they know and do not hold. */
const acts: readonly [string, CaseAct, string][] = [
  ['withdraws for the villager', { act: 'withdraw', statement: null }, 'case/elsewhere'],
  ['submits once more', { act: 'submit' }, 'authority/not-custodian'],
  ['moves it up', { act: 'move', direction: 'up', to: 'city', organ: null, note: null }, 'authority/not-custodian'],
]

describe('a site that does not hold the case', () => {
  test.each(acts)('appends nothing when somebody there %s', (_what, act, code) => {
    const done = does('proxy', act)
    const facts = { ...factsFor(state, done, world), self: 'a-village' }
    expect(decide(state, commandOf(done), facts)).toMatchObject({ kind: 'refused', code, detail: 'a' })
  })

  test('appends nothing when asked by a request either', () => {
    const done = does('proxy', { act: 'withdraw', statement: null }, 'r1')
    const facts = { ...factsFor(state, done, world), self: 'a-village' }
    expect(decide(state, commandOf(done), facts)).toMatchObject({ kind: 'refused', code: 'case/elsewhere' })
  })
})
