import { afterEach, describe, expect, test } from 'vitest'
import { permit } from '../domain/case/world.testing.js'
import type { Subjects } from '../site/query/items.js'
import { asClerk, asProxy, openApp, type TestApp, type Who } from './app.testing.js'

const open: TestApp[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

function at(...args: Parameters<typeof openApp>): TestApp {
  const app = openApp(...args)
  open.push(app)
  return app
}

describe('items', () => {
  test('are found by name, pinyin and initials, with whether they are taken in here', async () => {
    const app = at('a-village')
    for (const text of ['宅基', 'zhaijidi', 'zjd']) {
      const { body } = await app.call(asProxy, 'GET', `/api/items?text=${encodeURIComponent(text)}`)
      expect(body).toMatchObject({ items: [{ id: 'permit', offered: true, code: null }] })
    }
    expect((await app.call(asProxy, 'GET', '/api/items?text=社团')).body).toMatchObject({
      items: [{ id: 'city-only', offered: false, code: 'item/not-offered' }],
    })
    expect((await app.call(asProxy, 'GET', '/api/items/permit')).body).toMatchObject({
      version: 1,
      materials: [{ id: 'deed' }, { id: 'photo' }],
    })
    expect((await app.call(asProxy, 'GET', '/api/items/permit/versions/2')).body).toMatchObject({ code: 'item/waiting-for' })
    expect((await app.call(asProxy, 'GET', '/api/items/none')).body).toMatchObject({ code: 'item/unknown' })
  })

  test('are narrowed to what is taken in at the acting place, of a department, in force today', async () => {
    const [village, county] = [at('a-village'), at('a')]
    const idsFor = async (app: TestApp, who: Who, query: string) => {
      const { body } = await app.call<{ items: readonly { id: string }[] }>(who, 'GET', `/api/items?${query}`)
      return body.items.map(({ id }) => id).sort()
    }
    const all = ['choice', 'city-only', 'instant', 'permit', 'village-service']
    expect(await idsFor(village, asProxy, '')).toEqual(all)
    expect(await idsFor(village, asProxy, 'here=true')).toEqual(all.filter((id) => id !== 'city-only'))
    expect(await idsFor(county, asClerk, 'here=true')).toEqual(['choice', 'city-only', 'instant', 'permit'])
    expect(await idsFor(village, asProxy, 'organ=city-bureau')).toEqual(['city-only'])
    expect(await idsFor(village, asProxy, 'topic=none')).toEqual([])
    expect(await idsFor(village, asProxy, 'lifeEvent=none')).toEqual([])
  })

  test('are looked for by topics and life events, each told with as many items as it then finds', async () => {
    const { digest: _, ...draft } = permit
    const about = (id: string, topics: readonly string[], lifeEvents: readonly string[]) => ({
      ...{ ...draft, id },
      guide: { ...draft.guide, topics, lifeEvents },
    })
    const items = [about('house', ['用地', '安居'], ['安居']), about('field', ['用地'], []), about('birth', [], ['生育'])]
    const app = at('a-village', { items })
    const { status, body } = await app.call<Subjects>(asProxy, 'GET', '/api/items/subjects')
    const counts = (words: Subjects['topics']) => words.map(({ name, items: count }) => `${name} ${count}`).sort()
    expect([status, counts(body.topics), counts(body.lifeEvents)]).toEqual([200, ['安居 1', '用地 2'], ['安居 1', '生育 1']])
    for (const [key, words] of [
      ['topic', body.topics],
      ['lifeEvent', body.lifeEvents],
    ] as const)
      for (const { name, items: count } of words) {
        const found = await app.call<{ items: readonly unknown[] }>(
          asProxy,
          'GET',
          `/api/items?${key}=${encodeURIComponent(name)}`,
        )
        expect(found.body.items).toHaveLength(count)
      }
  })
})
