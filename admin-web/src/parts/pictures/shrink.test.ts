import { expect, test } from 'vitest'
import { mostBytes, shrink } from './shrink.js'

/** A picture weighs as many bytes as it has dots and quality; `weight` is how busy it is. */
function writer(weight: number) {
  const tried: string[] = []
  const write = async (longSide: number, quality: number) => {
    tried.push(`${longSide} ${quality}`)
    return { size: Math.round(longSide * longSide * 0.7 * quality * weight) } as Blob
  }
  return { tried, write }
}

test('a page is written with as many dots as fit 300 KB, and with fewer only where quality alone does not do', async () => {
  const easy = await shrink(4_000, writer(0.09).write)
  expect([easy.longSide, easy.blob.size <= mostBytes]).toEqual([2_339, true])
  const busy = await shrink(4_000, writer(0.26).write)
  expect([busy.longSide, busy.blob.size <= mostBytes]).toEqual([2_047, true])
})

test('a page is never written with fewer dots than can be read: 150 an inch on A4', async () => {
  const { write, tried } = writer(3)
  const sizes = () =>
    Promise.all(tried.map(async (each) => (await write(Number(each.split(' ')[0]), Number(each.split(' ')[1]))).size))
  const { longSide, blob } = await shrink(6_000, write)
  expect([longSide, blob.size]).toEqual([1_754, Math.min(...(await sizes()))])
  expect(tried).toContain('1754 0.36')
  expect(tried.every((each) => Number(each.split(' ')[0]) >= 1_754)).toBe(true)
})

test('a small picture is not blown up', async () => {
  const { write, tried } = writer(0.5)
  expect((await shrink(900, write)).longSide).toBe(900)
  expect(new Set(tried.map((each) => each.split(' ')[0]))).toEqual(new Set(['900']))
})
