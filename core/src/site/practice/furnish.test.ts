import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../store/open.js'
import { application, type Counter, newRequestId, openCounter, proxy } from '../counter.testing.js'
import { registerCase } from '../intake/register.js'
import { givePassword, PASSWORD } from '../people/people.testing.js'
import { searchItems } from '../query/items.js'
import { Site } from '../site.js'
import { furnishPractice, PRACTICE_TAG } from './furnish.js'

let folder: string
let real: Counter
let practice: Site

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liandong-practice-'))
  real = openCounter('a-village')
  await givePassword(real.site, 'proxy', PASSWORD)
  const store = openStore(join(folder, 'site'))
  practice = new Site({ ...real.site.options, store, sealKey: Buffer.alloc(32, 7), signer: null, numberTag: PRACTICE_TAG })
  furnishPractice(practice, real.site)
})
afterEach(() => {
  practice.store.close()
  real.store.close()
  rmSync(folder, { recursive: true })
})

const wish = () => ({ requestId: newRequestId(), application: application(), acting: proxy, draft: null })

describe('practice', () => {
  test('begins with the people, places and items of the real station, and with none of its cases', async () => {
    await registerCase(real.site, wish())
    furnishPractice(practice, real.site)
    expect(searchItems(practice, proxy, { text: '宅基' }, 10)).toMatchObject([{ id: 'permit', offered: true, code: null }])
    expect(practice.store.people.verifiers.get('proxy')?.phc).toBe(real.store.people.verifiers.get('proxy')?.phc)
    expect(practice.store.caseList.page({}, 10)).toEqual([])
  })

  test('writes cases of its own, whose numbers say so, and nothing of them into the real store', async () => {
    const registered = await registerCase(practice, wish())
    expect(JSON.stringify(registered)).toMatch(/-LXX-/)
    expect(real.store.caseList.page({}, 10)).toEqual([])
  })

  test('is brought up to date as often as it is opened', () => {
    const before = practice.roster.version
    furnishPractice(practice, real.site)
    expect(practice.roster.version).toBe(before)
    expect(practice.store.lists.heads()).toHaveLength(real.store.lists.heads().length)
  })
})
