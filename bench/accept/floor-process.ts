import { join } from 'node:path'
import { caseWriter, countMissing, createCaseTables, type FloorEvent, makeEvents } from '../floors/case-tables.js'
import { openTuned } from '../floors/tuned-sqlite.js'
import { serve } from '../harness/serve.js'
import { callAll } from './callers.js'
import type { AcceptResult, AcceptTask } from './task.js'

/** Callers that wait at the same time share a commit, as ours do; a single one commits at once. */
function groupCommit(write: (events: readonly FloorEvent[]) => void): (event: FloorEvent) => Promise<void> {
  let waiting: { readonly event: FloorEvent; readonly done: () => void }[] = []
  const flush = () => {
    const batch = waiting
    waiting = []
    write(batch.map(({ event }) => event))
    for (const { done } of batch) done()
  }
  return (event) =>
    new Promise((done) => {
      if (waiting.push({ event, done }) === 1) setImmediate(flush)
    })
}

async function run({ folder, callers, warmUp, count }: AcceptTask): Promise<AcceptResult> {
  const path = join(folder, 'floor.db')
  const database = openTuned(path)
  createCaseTables(database)
  const write = caseWriter(database)
  const register = callers === 1 ? async (event: FloorEvent) => write([event]) : groupCommit(write)
  const go = async (total: number) => {
    const events = makeEvents(total)
    return callAll(total, callers, async (index) => {
      const event = events[index]
      if (event === undefined) throw new Error('no event')
      await register(event)
      return event.caseId
    })
  }
  await go(warmUp)
  const { acknowledged, ...figures } = await go(count)
  database.close()
  const reopened = openTuned(path)
  const missing = countMissing(reopened, acknowledged)
  reopened.close()
  return { ...figures, missing }
}

serve({ run })
