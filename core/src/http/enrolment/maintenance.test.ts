import { expect, test } from 'vitest'
import { reasonsNotReady } from '../../cli/program/readiness.js'
import { linkLedger } from '../../site/links/link-ledger.js'
import { registerCase } from '../../site/intake/register.js'
import { application, newRequestId, proxy } from '../../site/counter.testing.js'
import { openApp, asProxy } from '../app.testing.js'

test('a site under maintenance takes no new work, says so everywhere, and works again after it', async () => {
  const app = openApp('a-village')
  const enter = await app.call(asProxy, 'POST', '/api/maintenance', { reason: '换硬盘' })
  expect(enter).toMatchObject({ status: 200, body: { maintenance: { by: 'proxy', reason: '换硬盘' }, undrained: 0 } })
  const form = { application: application(), acting: proxy, requestId: newRequestId(), draft: null }
  expect(await registerCase(app.site, form)).toMatchObject({ kind: 'refused', code: 'site/maintenance', detail: '换硬盘' })
  expect((await app.call(null, 'GET', '/healthz')).body).toMatchObject({ maintenance: true })
  expect(reasonsNotReady(app.site)).toContainEqual({ code: 'site/maintenance', detail: '换硬盘' })
  expect(linkLedger(app.site).inMaintenance?.()).toBe(true)
  expect((await app.call(asProxy, 'POST', '/api/maintenance', { reason: null })).body).toMatchObject({ maintenance: null })
  expect((await registerCase(app.site, form)).kind).toBe('registered')
  expect(linkLedger(app.site).inMaintenance?.()).toBe(false)
  await app.close()
})
