import { afterEach, describe, expect, test } from 'vitest'
import type { ItemDraft } from '../../domain/item.js'
import { type Counter, demoItems, openCounter } from '../counter.testing.js'
import { contentProblems } from './content-check.js'

const open: Counter[] = []
afterEach(() => {
  for (const { store } of open.splice(0)) store.close()
})

/** What is told of a next version of the permit at county A's gateway, where the demonstration's items are in force. */
function told(changes: (permit: ItemDraft) => Partial<ItemDraft>): string {
  const counter = openCounter('a')
  open.push(counter)
  const permit = demoItems.find(({ id }) => id === 'permit')
  if (permit === undefined) throw new Error('no permit')
  const content = { ...permit, version: 2, ...changes(permit) }
  return contentProblems(counter.site, [{ item: 'permit', basedOn: null, content }])?.detail ?? ''
}

describe('what keeps a version from its review', () => {
  test('is not a warning', () => {
    expect(told(({ guide }) => ({ guide: { ...guide, results: [] }, hasResult: true }))).toBe('')
  })

  test('is a rule broken by itself', () => {
    expect(told(() => ({ steps: [] }))).toContain('permit: /steps 没有办理环节')
  })

  test('is a body that only acts for another deciding a permit (行政许可法 22–24)', () => {
    const grant = { level: 'county', organ: 'a-agency', power: 'decide' } as const
    expect(told(({ grants }) => ({ grants: [...grants, grant] }))).toContain('行政许可法 24')
  })

  test('is a precondition that is had only with this one (互为前置)', () => {
    const before = (item: string) => ({ item, name: item })
    const needing = (item: string) => told(({ guide }) => ({ guide: { ...guide, preconditions: [before(item)] } }))
    expect(needing('permit')).toContain('互为前置:permit → permit')
    expect(needing('choice')).toBe('')
  })
})
