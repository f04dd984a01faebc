import { expect, test } from 'vitest'
import type { ReadyLine } from '../../site/worklist/outlet.js'
import { asClerk, asProxy } from '../app.testing.js'
import { act, county, online, registered, village } from '../three-sites.testing.js'

const ready = async () => (await village.call(asProxy, 'GET', '/api/outlet')).body['cases'] as readonly ReadyLine[]

test('a result is ready where its certificate has arrived, and no more once it is signed for, before the county says so', async () => {
  const { caseId } = await registered()
  await act(village, asProxy, caseId, 'submit')
  online()
  await act(county, asClerk, caseId, 'accept')
  await act(county, asClerk, caseId, 'review-step', { step: 'examine', result: 'agreed', opinion: null })
  await act(county, asClerk, caseId, 'decide', { result: 'granted', document: null, certificateNumber: 'ZJD-1' })
  online()
  expect(await ready()).toMatchObject([{ caseId, result: 'granted', certificateAt: { id: 'a-hall' } }])
  await act(county, asClerk, caseId, 'hand-on-originals', { materials: ['result'], to: 'a-station', bag: null })
  online()
  await act(village, asProxy, caseId, 'receive-originals', { bag: null, materials: ['result'], missing: [] })
  online()
  village.clock.advance(3_600_000)
  expect(await ready()).toMatchObject([{ caseId, certificateAt: null, due: [], age: { openMinutes: 60 } }])
  await act(village, asProxy, caseId, 'deliver', { how: 'counter', receiver: 'applicant', proof: null })
  expect(await ready()).toEqual([])
})
