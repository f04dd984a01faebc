import { expect, test } from 'vitest'
import { actOnCase } from './act.js'
import { application, newRequestId, openCounter, proxy } from './counter.testing.js'
import { registerCase } from './intake/register.js'

const day = 86_400_000

test('an act on a clock that was set back counts from the case’s last event, and tells what the clock showed', async () => {
  const { site, store, clock } = openCounter('a-village')
  const taken = await registerCase(site, { application: application(), acting: proxy, requestId: newRequestId(), draft: null })
  if (taken.kind !== 'registered') throw new Error(taken.kind)
  const { caseId } = taken.receipt
  const registeredMs = store.cases.state(caseId)?.legalMs ?? 0
  clock.setDate(registeredMs - 3 * day)
  await actOnCase(site, { caseId, act: { act: 'submit' }, acting: proxy, requestId: newRequestId() })
  const head = store.events.rowsOf(caseId).at(-1)
  expect(head).toMatchObject({ sequence: 2, legalMs: registeredMs, atMs: registeredMs - 3 * day })
  store.close()
})
