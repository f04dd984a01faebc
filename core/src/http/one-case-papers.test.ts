import { describe, expect, test } from 'vitest'
import type { PaperRef } from '../domain/values.js'
import type { DraftWithPapers } from '../site/intake/drafts.js'
import type { Receipt } from '../site/intake/receipt.js'
import { application, newRequestId } from '../site/counter.testing.js'
import { asProxy } from './app.testing.js'
import { scanOf } from './security/papers.testing.js'
import { village, city, online, registered, asCity } from './three-sites.testing.js'

describe('papers', () => {
  test('are downloaded as attachments, for their own case only', async () => {
    const draft = (
      await village.call<DraftWithPapers>(asProxy, 'POST', '/api/drafts', { item: 'permit', title: '张三', content: {} })
    ).body
    const html = Buffer.from('%PDF-1.7 <script>alert(1)</script>')
    const send = (mediaType: string) =>
      village.call<PaperRef>(asProxy, 'POST', `/api/drafts/${draft.id}/papers`, html, { headers: { 'content-type': mediaType } })
    expect((await send('text/html')).body).toMatchObject({ code: 'paper/wrong-kind', status: 415 })
    const paper = (await send('application/pdf')).body
    const deed = { material: 'deed', paper, form: 'scan', originals: 0, copies: 0 }
    const request = { requestId: newRequestId(), draft: draft.id, application: application({ materials: [deed as never] }) }
    const { caseId } = (await village.call<Receipt>(asProxy, 'POST', '/api/cases', request)).body
    const answer = await village.call(asProxy, 'GET', `/api/cases/${caseId}/papers/${paper.hash}`)
    expect(answer.raw).toEqual(html)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-security-policy': expect.stringContaining('sandbox'),
      'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename="${paper.hash.slice(0, 12)}.pdf"`,
    })
    const other = (await registered()).caseId
    expect((await village.call(asProxy, 'GET', `/api/cases/${other}/papers/${paper.hash}`)).body).toMatchObject({
      code: 'paper/not-held',
      status: 404,
    })
    online()
    expect((await city.call(asCity, 'GET', `/api/cases/${caseId}/papers/${paper.hash}`)).body).toMatchObject({
      code: 'paper/not-held',
    })
  })

  test('are not taken in from people of a site that only passes the case on', async () => {
    const { caseId } = await registered()
    online()
    const headers = { headers: { 'content-type': 'image/png' } }
    const upload = await city.call(asCity, 'POST', `/api/cases/${caseId}/papers`, scanOf('report'), headers)
    expect([upload.status, upload.body]).toMatchObject([403, { code: 'rights/denied' }])
  })
})
