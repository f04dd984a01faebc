import { expect, test } from 'vitest'
import { actOnCase } from './act.js'
import { application, newRequestId, openCounter, proxy } from './counter.testing.js'
import { registerCase } from './intake/register.js'

test('a case frozen by two branches in one epoch takes no act until its parent has seized it', async () => {
  const { site, store } = openCounter('a-village')
  const taken = await registerCase(site, { application: application(), acting: proxy, requestId: newRequestId(), draft: null })
  if (taken.kind !== 'registered') throw new Error('not registered')
  const { caseId } = taken.receipt
  site.transact(() => store.cases.setBranches(caseId, 1, true))
  const act = { act: 'withdraw', statement: null } as const
  const outcome = await actOnCase(site, { caseId, act, acting: proxy, requestId: newRequestId() })
  expect(outcome).toMatchObject({ kind: 'refused', code: 'case/frozen' })
  expect(store.events.rowsOf(caseId)).toHaveLength(1)
  store.close()
})
