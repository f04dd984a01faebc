import { afterEach, describe, expect, test } from 'vitest'
import type { Static } from 'typebox'
import { openApp, type TestApp } from '../app.testing.js'
import type { BEGINNINGS, PUBLIC_GUIDE, PUBLIC_ITEMS } from './guide.js'

let app: TestApp | null = null
afterEach(async () => {
  await app?.close()
  app = null
})

function read<Body>(path: string): Promise<{ readonly status: number; readonly body: Body }> {
  app ??= openApp('a-village')
  return app.call<Body>(null, 'GET', path)
}

async function found(query: string): Promise<readonly string[]> {
  const { body } = await read<Static<typeof PUBLIC_ITEMS>>(`/public/items?${query}`)
  return body.items.map(({ id }) => id)
}

describe('the public guide', () => {
  test('finds an item by its words, by pinyin, by initials and by its department, without signing in', async () => {
    for (const text of ['宅基地', 'zhaijidi', 'zjd']) expect(await found(`text=${encodeURIComponent(text)}`)).toEqual(['permit'])
    expect(await found('organ=city-bureau')).toEqual(['city-only'])
    const { body } = await read<Static<typeof BEGINNINGS>>('/public/beginnings')
    for (const { id, items } of body.organs) expect(await found(`organ=${id}`)).toHaveLength(items)
    expect(body.organs.length).toBeGreaterThan(1)
  })

  test('gives as many as are asked for, and a screenful at the most', async () => {
    expect(await found('limit=2')).toHaveLength(2)
    expect((await read('/public/items?limit=100000')).status).toBe(200)
  })

  test('lists the papers of the scenario that was answered, and no others', async () => {
    const guide = async (answers: string) =>
      (await read<Static<typeof PUBLIC_GUIDE>>(`/public/items/choice?answers=${answers}`)).body
    const before = await guide('')
    expect([before.isAnswered, before.groups.map(({ question }) => question)]).toEqual([false, ['提取用途']])
    const loan = await guide('loan')
    expect([loan.isAnswered, loan.materials.map(({ id }) => id)]).toEqual([true, ['deed']])
    expect((await guide('rent,unheard-of')).materials.map(({ id }) => id)).toEqual(['photo'])
  })

  test('tells of an item what the law has published, and of nobody anything else', async () => {
    const { body } = await read<Static<typeof PUBLIC_GUIDE>>('/public/items/permit')
    expect(body).toMatchObject({ name: '宅基地审批', promised: { amount: 5 }, closed: null })
    expect(body.contacts).not.toEqual([])
    expect(Object.keys(body)).not.toContain('grants')
    expect((await read('/public/items/none')).body).toMatchObject({ code: 'item/unknown' })
  })
})
