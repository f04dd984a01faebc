import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Counter, openCounter } from '../counter.testing.js'
import { auditCounted, auditRefusal, recordCounts } from './audit.js'

let county: Counter
beforeEach(() => {
  county = openCounter('a', { items: [] })
})
afterEach(() => county.store.close())

const entries = () => county.store.audit.search({}, 10_000, null).map(({ entry }) => entry)
const refusal = { person: null, place: null, subject: 'POST /api/session', outcome: 'sign-in/refused' }
const minuteOver = () => {
  county.clock.advance(60_000)
  county.site.transact(() => recordCounts(county.site))
}

describe('a flood of refusals', () => {
  test('is written one by one at first, then counted, and the count itself stands in the log', async () => {
    for (let at = 0; at < 1000; at += 1) auditRefusal(county.site, '10.0.0.1', refusal)
    await county.site.commit(() => {})
    expect(entries()).toHaveLength(5)
    minuteOver()
    expect(entries()).toHaveLength(6)
    expect(entries()[0]).toMatchObject({ kind: 'refusal', outcome: 'sign-in/refused', count: 995 })
    expect(county.store.verify()).toEqual([])
  })

  test('from one source does not hide another’s', () => {
    county.site.transact(() => {
      for (let at = 0; at < 50; at += 1) auditCounted(county.site, '10.0.0.1', { ...refusal, kind: 'sign-in', reason: null })
      auditCounted(county.site, '10.0.0.2', { ...refusal, kind: 'sign-in', reason: null, person: 'a-clerk' })
    })
    expect(entries().filter(({ person }) => person === 'a-clerk')).toHaveLength(1)
  })

  test('from any number of addresses writes a bounded number of entries a minute', () => {
    county.site.transact(() => {
      for (let at = 0; at < 20_000; at += 1)
        auditCounted(county.site, `address ${at}`, { ...refusal, kind: 'sign-in', reason: null, person: `p${at}` })
    })
    expect(entries().length).toBeLessThan(300)
    minuteOver()
    expect(entries()[0]).toMatchObject({ count: 20_000 - 205, person: null, subject: 'many' })
  })
})

test('an identity or telephone number somebody typed where it does not belong is masked', () => {
  county.site.transact(() =>
    auditCounted(county.site, 'x', { ...refusal, kind: 'view', subject: '11010519491231002X', reason: '他的电话13800008000' }),
  )
  expect(entries()[0]).toMatchObject({ subject: '110105********002X', reason: '他的电话138****8000' })
})
