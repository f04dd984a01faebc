import { afterAll, beforeAll, expect, it } from 'vitest'
import { clockAt, EnrolmentStage } from '../enrolment-stage.js'
import { dialWith, stolenKeys } from './forger.js'

let stage: EnrolmentStage
beforeAll(async () => {
  // The keys of the city and the county renew themselves; the stations' do not, for they do not run.
  stage = await EnrolmentStage.open(clockAt('+400d'))
}, 180_000)
afterAll(() => stage?.[Symbol.asyncDispose]())

it('a certificate that should have been renewed long ago opens nothing, though its own dates are open', async () => {
  const { village, county } = stage.city.ids
  expect(await dialWith(stolenKeys(stage.city, stage.city.keysOf('village')), stage.countyPort, county.site)).toBe(
    'link/renewal-overdue',
  )
  await stage.county.line('a site was turned away', ({ peer, code }) => peer === village.site && code === 'link/renewal-overdue')
})
