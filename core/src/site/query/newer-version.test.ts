import { describe, expect, test } from 'vitest'
import { clerk, demoItems } from '../counter.testing.js'
import { registerCase } from '../intake/register.js'
import { counter, receiptOf, registration } from '../intake/registering.testing.js'
import { giveItem } from '../lists.testing.js'
import { readCase } from './case-page.js'

const permit = demoItems.find(({ id }) => id === 'permit')

/** At the county, whose clerk accepts. */
async function registered(newerFrom: string) {
  const { site } = counter('a')
  const { caseId } = receiptOf(await registerCase(site, registration({ acting: clerk })))
  if (permit === undefined) throw new Error('no permit')
  site.transact(() => giveItem(site, { ...permit, version: 2, effectiveFrom: newerFrom }))
  const page = readCase(site, caseId, clerk)
  if ('kind' in page) throw new Error(page.code)
  return page.itemVersion
}

describe('whoever accepts a case', () => {
  test('is told that a newer version was in force already when it was registered', async () => {
    expect(await registered('2026-03-01')).toMatchObject({ version: 1, newerAtRegistration: 2 })
  })

  test('is told nothing of a version that took effect later', async () => {
    expect(await registered('2026-03-03')).toMatchObject({ version: 1, newerAtRegistration: null })
  })
})
