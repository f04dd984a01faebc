import { describe, expect, test } from 'vitest'
import { acting, application } from '../counter.testing.js'
import { registerCase, type Registration } from './register.js'
import { counter, registration, paths } from './registering.testing.js'

describe('a registration is refused, and leaves nothing behind,', () => {
  const rows: [string, Partial<Registration>, string][] = [
    ['for an item nobody knows', { application: application({ item: 'nothing' }) }, 'item/unknown'],
    ['for a version not here yet', { application: application({ version: 9 }) }, 'item/waiting-for'],
    ['for an item only consulted about here', { application: application({ item: 'city-only' }) }, 'item/not-offered'],
    ['for an item not yet in force', { application: application({ item: 'future' }) }, 'item/unknown'],
    ['without the scenario the item asks for', { application: application({ item: 'choice' }) }, 'input/invalid'],
    [
      'with a scenario the item does not have',
      { application: application({ item: 'choice', answers: ['gift'] }) },
      'input/invalid',
    ],
    ['with form data of the wrong shape', { application: application({ form: { area: -1, extra: 1 } }) }, 'input/invalid'],
    ['for an unknown service place', { application: application({ servicePlace: 'nowhere' }) }, 'input/invalid'],
    [
      'with a material the guide does not list',
      { application: application({ materials: [{ material: 'other', paper: null, form: 'scan', originals: 0, copies: 1 }] }) },
      'input/invalid',
    ],
    [
      'naming a hash that was not uploaded for it',
      {
        application: application({
          materials: [{ material: 'deed', paper: { hash: 'a'.repeat(64), sizeBytes: 9 }, form: 'scan', originals: 0, copies: 0 }],
        }),
      },
      'paper/not-held',
    ],
    ['by a person the roster does not know', { acting: acting('nobody', 'a-station') }, 'person/unknown'],
    ['by a person posted elsewhere', { acting: acting('b-proxy', 'a-station') }, 'person/not-posted'],
    ['at a place served by another site', { acting: acting('a-clerk', 'a-hall') }, 'place/unknown'],
  ]
  test.each(rows)('%s', async (_title, changes, code) => {
    const { site, store } = counter('a-village')
    expect(await registerCase(site, registration(changes))).toMatchObject({ kind: 'refused', code })
    expect(store.caseList.page({}, 1)).toEqual([])
    expect(store.papers.all()).toEqual([])
    expect(store.blobs.list()).toEqual([])
  })

  test('when the kernel refuses after the papers were written', async () => {
    const { site, store } = counter('a-village')
    site.clock.measured(0, 10)
    const enteredLater = { claimedMs: Date.UTC(2027, 0, 1), reason: 'other' as const, proof: null }
    expect(await registerCase(site, registration({ application: application({ enteredLater }) }))).toMatchObject({
      code: 'input/invalid',
    })
    expect([store.papers.all(), store.blobs.list()]).toEqual([[], []])
  })

  test('naming every field at once', async () => {
    const { site } = counter('a-village')
    const bad = application({ item: 'choice', answers: ['gift'], form: { area: -1, extra: 1 }, servicePlace: 'nowhere' })
    const outcome = await registerCase(site, registration({ application: bad }))
    expect(outcome.kind === 'refused' && paths(outcome.problems)).toEqual([
      '/servicePlace unknown',
      '/answers/0 unexpected',
      '/answers choice',
      '/form/reason required',
      '/form/extra unexpected',
      '/form/area too-small',
    ])
  })
})
