import { expect, test } from 'vitest'
import type { CasePage, HistoryEntry } from '../desk/api.js'
import { judge } from './compare.js'

const acts = ['a', 'b', 'c']

function page(history: readonly HistoryEntry[]): CasePage {
  const line = { caseId: 'case', number: 'number', stage: 'decided', custodian: { id: 's1', name: '' } }
  return { line, journey: { stops: [], waitsFor: [] }, history, setAside: [] }
}

function entry(requestId: string, index: number): HistoryEntry {
  const body = { type: index === 0 ? 'registered' : 'step-reviewed' }
  return { sequence: index + 1, hash: `hash ${requestId}`, body, answer: { requestId, refusal: null } }
}

const log = acts.map(entry)
const acknowledged = acts.map((requestId) => ({ caseId: 'case', requestId, act: 'act', how: 'done' as const, at: 's1' }))
const batchRow = { caseId: 'case', requestId: null, act: 'register', how: 'done' as const, at: 's1' }
const at = (site: string, history: readonly HistoryEntry[] | null) => ({ site, page: history === null ? null : page(history) })

test('equal logs with every acknowledged act are well', () => {
  const verdict = judge('case', [at('s1', log), at('s2', log)], [batchRow, ...acknowledged])
  expect(verdict).toMatchObject({ isEqual: true, missing: [], stage: 'decided' })
})

test('an event that is gone from one site is missing there', () => {
  const verdict = judge('case', [at('s1', log), at('s2', log.slice(0, 2))], acknowledged)
  expect(verdict.isEqual).toBe(false)
  expect(verdict.missing).toEqual([{ ...acknowledged[2], missingAt: 's2' }])
})

test('an acknowledged act that no site knows is missing everywhere', () => {
  const strange = { caseId: 'case', requestId: 'd', act: 'act', how: 'done' as const, at: 's1' }
  const { missing, isEqual } = judge('case', [at('s1', log), at('s2', log)], [...acknowledged, strange])
  expect(isEqual).toBe(true)
  expect(missing.map(({ missingAt }) => missingAt)).toEqual(['s1', 's2'])
})

test('an act whose outcome is a refusal was not carried out', () => {
  const refused = { ...entry('c', 2), answer: { requestId: 'c', refusal: { code: 'case/wrong-stage' } } }
  const { missing } = judge('case', [at('s1', [...log.slice(0, 2), refused])], acknowledged)
  expect(missing).toHaveLength(1)
})

test('a site on the path without the case misses all of it', () => {
  const verdict = judge('case', [at('s1', log), at('s2', null)], [batchRow, ...acknowledged])
  expect(verdict.isEqual).toBe(false)
  expect(verdict.missing).toHaveLength(4)
})
