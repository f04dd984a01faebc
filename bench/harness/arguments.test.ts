import { expect, test } from 'vitest'
import { readArguments } from './arguments.js'

const names = ['accept', 'backlog']

test('a name alone means five full runs of all sides', () => {
  expect(readArguments(['accept'], names)).toEqual({ name: 'accept', json: false, quick: false, runs: 5, without: [] })
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
