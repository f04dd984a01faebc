import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { clockAt } from '../enrolment-stage.js'
import { portOf, soon, type StartedProgram } from '../started-program.js'
import { TestCity } from '../test-city.js'
import { dialWith, stolenKeys } from './forger.js'

let city: TestCity
let county: StartedProgram
beforeAll(async () => {
  city = await TestCity.make()
  // The keys of the city and the county renew themselves; the station's do not, for it does not run.
  const clock = clockAt('+400d')
  const top = city.gateway('city', clock)
  county = city.gateway('county', { ...city.countyParent(portOf(await top.line('grpc listening'))), ...clock })
}, 180_000)
afterAll(() => city?.[Symbol.asyncDispose]())

it('a certificate that should have been renewed long ago opens nothing, though its own dates are open', async () => {
  const { village, county: above } = city.ids
  const port = portOf(await county.line('grpc listening'))
  const dial = () => dialWith(stolenKeys(city, city.keysOf('village')), port, above.site)
  // Whoever dials before the county has its own new key and its roster is sent away for that.
  await vi.waitFor(async () => expect(await dial()).toBe('link/renewal-overdue'), soon)
  await county.line('a site was turned away', ({ peer, code }) => peer === village.site && code === 'link/renewal-overdue')
})
