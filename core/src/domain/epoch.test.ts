import { expect, test } from 'vitest'
import { compareEpochs, type Epoch, FIRST_EPOCH, moved, sameEpoch, seizedBy } from './epoch.js'

const COUNTY = 1
const CITY = 2

function movedTimes(epoch: Epoch, times: number): Epoch {
  return times === 0 ? epoch : movedTimes(moved(epoch), times - 1)
}

test('of two seizures made apart the city’s stands, however often custody moved under the county’s', () => {
  const byCounty = movedTimes(seizedBy(FIRST_EPOCH, COUNTY), 5)
  const byCity = seizedBy(FIRST_EPOCH, CITY)
  expect(compareEpochs(byCity, byCounty)).toBeGreaterThan(0)
  expect(compareEpochs(byCounty, byCity)).toBeLessThan(0)
})

test('a later seizure stands above an earlier one, whoever made it, and any seizure above any move', () => {
  const byCity = seizedBy(FIRST_EPOCH, CITY)
  expect(compareEpochs(seizedBy(byCity, COUNTY), byCity)).toBeGreaterThan(0)
  expect(compareEpochs(seizedBy(FIRST_EPOCH, COUNTY), movedTimes(FIRST_EPOCH, 9))).toBeGreaterThan(0)
})

test('each move raises the epoch, so that two holders never share one', () => {
  expect(compareEpochs(moved(FIRST_EPOCH), FIRST_EPOCH)).toBeGreaterThan(0)
  expect(sameEpoch(moved(FIRST_EPOCH), moved(FIRST_EPOCH))).toBe(true)
})
