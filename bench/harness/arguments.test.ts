import { expect, test } from 'vitest'
import { readArguments } from './arguments.js'

const names = ['accept', 'backlog']

test('a name alone means five full runs of all sides', () => {
  const all = { name: 'accept', json: false, quick: false, runs: 5, without: [], only: null }
  expect(readArguments(['accept'], names)).toEqual(all)
})

test('quick runs are fewer unless a number is given', () => {
  expect(readArguments(['accept', '--quick'], names).runs).toBe(2)
  expect(readArguments(['accept', '--quick', '--runs', '4'], names).runs).toBe(4)
})

test('sides can be left out by name', () => {
  expect(readArguments(['backlog', '--without', 'ours', '--without', 'peer', '--json'], names)).toMatchObject({
    json: true,
    without: ['ours', 'peer'],
  })
})

test('rows are chosen by a part of their name', () => {
  expect(readArguments(['backlog', '--only', '2,500'], names)).toMatchObject({ only: '2,500' })
})

test.each([
  [[]],
  [['nothing']],
  [['accept', 'backlog']],
  [['accept', '--runs', '0']],
  [['accept', '--runs', 'many']],
  [['accept', '--without', 'everybody']],
  [['accept', '--unknown']],
])('%j is answered with the usage', (argv) => {
  expect(() => readArguments(argv, names)).toThrow('usage: npm run bench')
})
