import { afterEach, describe, expect, test } from 'vitest'
import { inputOf } from './base.testing.js'
import { type BaseImported, importBase } from './import-base.js'

import { city, closeGateways, gateway, hall, limit, ok } from './claims.testing.js'

afterEach(closeGateways)

describe('a base list', () => {
  test('is imported at the city alone, by the hall, and says what it adds', async () => {
    expect(await importBase(gateway('a').site, hall, { entries: [], cancelled: [], dryRun: false })).toMatchObject({
      code: 'base/not-city',
    })
    const { site } = gateway('city')
    const entries = [inputOf(), inputOf({ id: 'b-2', name: '社团审批' })]
    const tried = ok(await importBase(site, city, { entries, cancelled: [], dryRun: true })) as BaseImported
    expect([tried.added.length, tried.number, site.store.lists.head('base.city')]).toEqual([2, null, null])
    const done = ok(await importBase(site, city, { entries, cancelled: [], dryRun: false })) as BaseImported
    expect([done.added.length, done.number]).toEqual([2, 1])
  })

  test('imported again changes only what is new, told in words', async () => {
    const { site } = gateway('city')
    await importBase(site, city, { entries: [inputOf(), inputOf({ id: 'b-2' })], cancelled: [], dryRun: false })
    const entries = [inputOf({ legal: limit(15), source: '新通知' }), inputOf({ id: 'b-2' })]
    const again = ok(await importBase(site, city, { entries, cancelled: [], dryRun: false })) as BaseImported
    expect(again).toMatchObject({ added: [], unchanged: 1, number: 2, changed: [{ id: 'b-1', version: 2 }] })
    expect(again.changed[0]?.differences.map(({ label, new: is }) => [label, is])).toEqual([
      ['法定办结时限', '15个工作日'],
      ['来源', '新通知'],
    ])
    expect(await importBase(site, city, { entries, cancelled: [], dryRun: false })).toMatchObject({ changed: [], number: null })
  })

  test('refuses entries named twice and cancelling what is not there, and writes nothing', async () => {
    const { site } = gateway('city')
    const twice = { entries: [inputOf(), inputOf()], cancelled: [], dryRun: false }
    expect(await importBase(site, city, twice)).toMatchObject({ code: 'input/invalid' })
    const unknown = { entries: [inputOf()], cancelled: ['b-9'], dryRun: false }
    expect(await importBase(site, city, unknown)).toMatchObject({ code: 'base/unknown-entry', detail: 'b-9' })
    expect(site.store.lists.head('base.city')).toBeNull()
  })
})
