import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { run } from './sim/run.js'
import type { Simulation } from './sim/simulation.js'
import { storyOf } from './sim/story.js'

/** A story with a crash, a cut and acts of every kind; any would do. */
const SEED = 9

test('the same seed tells the same story to the last byte, another seed another one', async () => {
  const [first, second] = [await run(storyOf(SEED), { deep: false }), await run(storyOf(SEED), { deep: false })]
  expect(second.trace).toBe(first.trace)
  expect(second.counts).toEqual(first.counts)
  expect((await run(storyOf(SEED + 1), { deep: false })).trace).not.toBe(first.trace)
})

test('an event that is gone from one store is reported', async () => {
  const { violations } = await run(storyOf(SEED), { deep: true, beforeJudging: forgetOneEvent })
  expect(violations.join('\n')).toMatch(/heads of case .* differ|rows of case .* differ/)
  expect(violations.join('\n')).toMatch(/case-head|event-chain/)
})

test('a content that is gone from one store is reported', async () => {
  const { violations } = await run(storyOf(SEED), { deep: false, beforeJudging: forgetOneContent })
  expect(violations).toContainEqual(expect.stringMatching(/^b-town holds \d+ of shared.city as undefined, not \d+$/))
})

test('a verifier where its person has no post is reported', async () => {
  const { violations } = await run(storyOf(SEED), { deep: false, beforeJudging: leaveOneVerifier })
  expect(violations).toEqual(['the city has no verifier 1 of a-clerk'])
})

test('an entry that is gone from a copy of an audit log is reported', async () => {
  const { violations } = await run(storyOf(SEED), { deep: false, beforeJudging: forgetOneEntry })
  expect(violations).toContainEqual(expect.stringMatching(/^city has \d+ of \d+ entries of the audit log of \S+, or others$/))
})

test('an acknowledgement that nobody remembers is reported', async () => {
  const { violations } = await run(storyOf(SEED), { deep: false, beforeJudging: forgetOneAcknowledgement })
  expect(violations).toEqual([expect.stringMatching(/^nobody was told of request/)])
})

test('an acknowledged act that is nowhere is reported', async () => {
  const { violations } = await run(storyOf(SEED), { deep: false, beforeJudging: promiseOneAct })
  expect(violations).toEqual([expect.stringMatching(/^acknowledged and gone: complete on case/)])
})

function forgetOneEvent({ network }: Simulation): void {
  const holder = network.runningIds.find((id) => network.site(id).store.events.caseIds().length > 0)
  if (holder === undefined) throw new Error('no site holds a case')
  network.tamper(holder, (disk) => {
    const db = new Database(disk.database)
    db.exec('DELETE FROM event WHERE row = (SELECT max(row) FROM event)')
    const database = db.serialize()
    db.close()
    return { ...disk, database }
  })
}

function forgetOneEntry({ network }: Simulation): void {
  network.tamper('city', (disk) => {
    const db = new Database(disk.database)
    db.exec(`DELETE FROM audit_entry WHERE row = (SELECT max(audit_entry.row) FROM audit_entry
      JOIN audit_chain ON key = chain_key WHERE site IS NOT NULL AND trouble IS NULL)`)
    const database = db.serialize()
    db.close()
    return { ...disk, database }
  })
}

function forgetOneContent({ network }: Simulation): void {
  network.tamper('b-town', (disk) => {
    const db = new Database(disk.database)
    db.exec("DELETE FROM item_version WHERE digest = (SELECT digest FROM catalogue_entry WHERE list = 'shared.city' LIMIT 1)")
    const database = db.serialize()
    db.close()
    return { ...disk, database }
  })
}

function leaveOneVerifier({ network }: Simulation): void {
  const { store } = network.site('b-town')
  const set = { mustChange: false, setAtMs: 1, setBy: 'a-clerk', setAt: 'a' }
  const verifier = { person: 'a-clerk', version: 1, phc: '$argon2id$x', pinPhc: null, totp: null, ...set }
  store.transact(() => store.people.verifiers.put(verifier))
}

function forgetOneAcknowledgement({ witness }: Simulation): void {
  const [told] = witness.acknowledged.filter(({ state }) => state === 'done')
  if (told === undefined) throw new Error('nobody was told anything')
  witness.acts.splice(witness.acts.indexOf(told), 1)
}

function promiseOneAct({ witness }: Simulation): void {
  const [told] = witness.acknowledged
  if (told === undefined) throw new Error('nobody was told anything')
  const promised = witness.filed({ ...told, requestId: 'f'.repeat(32), what: 'complete' })
  promised.state = 'done'
}
