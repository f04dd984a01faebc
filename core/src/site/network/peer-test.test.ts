import { expect, test } from 'vitest'
import { type PeerStepResult, runSteps } from './peer-test.js'

const told = async (works: Parameters<typeof runSteps>[0]) => {
  const results: PeerStepResult[] = []
  await runSteps(works, (result) => void results.push(result))
  return results.map(({ step, state }) => [step, state])
}
const fine = async () => 'fine'

test('the steps come in their order, and what cannot be told is no failure', async () => {
  expect(await told({ version: fine, clock: async () => null, name: fine })).toEqual([
    ['name', 'ok'],
    ['clock', 'unknown'],
    ['version', 'ok'],
  ])
})

test('after the first that fails the others are skipped, each still told', async () => {
  const refused = async () => {
    throw new Error('ECONNREFUSED')
  }
  expect(await told({ name: fine, port: refused, tls: fine, rights: fine })).toEqual([
    ['name', 'ok'],
    ['port', 'failed'],
    ['tls', 'skipped'],
    ['rights', 'skipped'],
  ])
})
