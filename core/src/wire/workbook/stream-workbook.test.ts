import { expect, test } from 'vitest'
import { readWorkbook } from './read-workbook.js'
import { safeCell, streamWorkbook } from './stream-workbook.js'

test.each(['=1+1', '+8613800000000', '-2', '@SUM(A1)', '\t=1', '\r=1'])('%j cannot become a formula', (text) => {
  expect(safeCell(text)).toBe(`'${text}`)
})

test.each(['宅基地审批', '', ' =1', 12, -3, null])('%j stays as it is', (cell) => {
  expect(safeCell(cell)).toBe(cell)
})

test('a list reads back row by row, its header first', async () => {
  const pages = () => [[['a', 1]], [['=b', null]]]
  const bytes = await bytesOf(streamWorkbook({ name: '办件', headers: ['事项', '数'], pages }))
  const { tables } = await readWorkbook(bytes)
  expect(tables[0]?.name).toBe('办件')
  expect(tables[0]?.rows.map(({ cells }) => cells)).toEqual([
    ['事项', '数'],
    ['a', 1],
    ["'=b", null],
  ])
})

test('of 100,000 rows no more than a few pages are made ahead of the reader, and others get a turn at each', async () => {
  const [pageRows, pageCount] = [200, 500]
  let made = 0
  let turns = 0
  function* pages() {
    for (; made < pageCount; made += 1) yield Array.from({ length: pageRows }, (_, row) => [`事项 ${made} ${row}`, row])
  }
  const reader = streamWorkbook({ name: '办件', headers: ['事项', '数'], pages }).getReader()
  await reader.read()
  const madeAtFirst = made
  const count = () => {
    turns += 1
    if (made < pageCount) setImmediate(count)
  }
  setImmediate(count)
  let size = 0
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) size += chunk.value.length
  expect(madeAtFirst).toBeLessThan(pageCount / 2)
  expect(made).toBe(pageCount)
  expect(turns).toBeGreaterThan(pageCount / 2)
  expect(size).toBeGreaterThan(100_000)
})

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
