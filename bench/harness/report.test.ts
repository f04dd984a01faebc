import { expect, test } from 'vitest'
import { type Report, tableOf, thisMachine } from './report.js'

const row = {
  name: 'accept, 64 callers',
  unit: 'cases/s',
  better: 'higher',
  runs: [5000, 5100],
  value: 5050,
  spread: 0.0198,
  floor: 10_000,
  peer: null,
  peerNote: null,
  ratioToFloor: 0.505,
  ratioToPeer: null,
  cpuSeconds: { site: 1.5, 'floor site': 0.7 },
  rssMB: { site: 120, 'floor site': 80 },
  missing: 0,
} as const
const report: Report = {
  bench: 'accept',
  date: '2026-11-22T00:00:00.000Z',
  machine: thisMachine(),
  rows: [row, row],
  verdict: 'ok',
}

test('the report as JSON has exactly the fields that were agreed', () => {
  const read = JSON.parse(JSON.stringify(report)) as Report
  expect(Object.keys(read)).toEqual(['bench', 'date', 'machine', 'rows', 'verdict'])
  expect(Object.keys(read.machine)).toEqual(['cores', 'node', 'cpu'])
  expect(read.rows[0]).toMatchObject({ ratioToFloor: 0.505, peer: null, ratioToPeer: null })
})

test('the table shows absolute figures of ours and the floor, and ends with the verdict', () => {
  const table = tableOf(report)
  expect(table).toMatch(/accept, 64 callers +cases\/s +higher +5050 +2 % +10000 +0\.505 +– +– +0/)
  expect(table.split('\n').at(-1)).toBe('ok')
})

test('rows that share their processes name them once', () => {
  expect(tableOf(report).match(/site 1\.5 s cpu 120 MB, floor site 0\.7 s cpu 80 MB/g)).toHaveLength(1)
})
