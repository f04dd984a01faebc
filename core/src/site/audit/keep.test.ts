import { expect, test, vi } from 'vitest'
import { Fault } from '../../domain/fault.js'
import { openCounter } from '../counter.testing.js'
import { keepAuditCopied } from './keep.js'

test('a full disk keeps no program from starting; its start is recorded once there is room', () => {
  const { site, store, clock } = openCounter('a', { items: [] })
  const starts = () => store.audit.search({ kind: 'site' }, 10, null).map(({ entry }) => entry.outcome)
  const failed: unknown[] = []
  vi.spyOn(site, 'transact').mockImplementationOnce(() => {
    throw new Fault('store/full')
  })
  const end = keepAuditCopied(site, (error) => failed.push(error))
  expect([failed.length, starts()]).toEqual([1, []])
  clock.advance(5_000)
  clock.advance(5_000)
  expect([failed.length, starts()]).toEqual([1, ['started']])
  end()
  store.close()
})
