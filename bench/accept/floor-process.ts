import { join } from 'node:path'
import { caseWriter, countMissing, createCaseTables, type FloorEvent, makeEvents } from '../floors/case-tables.js'
import { openTuned } from '../floors/tuned-sqlite.js'
import { serve } from '../harness/serve.js'
import { type CallResult, callAll } from './callers.js'

/** Cases before the clock starts, so that code and cache are warm on both sides. */
export interface AcceptTask {
  readonly folder: string
  readonly callers: number
  readonly warmUp: number
  readonly count: number
}

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

async function run({
  folder,
  callers,
  warmUp,
  count,
}: AcceptTask): Promise<Omit<CallResult, 'acknowledged'> & { missing: number }> {
  const path = join(folder, 'floor.db')
  const database = openTuned(path)
  createCaseTables(database)
  const write = caseWriter(database)
  const register = callers === 1 ? async (event: FloorEvent) => write([event]) : groupCommit(write)
  const go = (events: readonly FloorEvent[]) =>
    callAll(
      events.map(({ caseId }) => caseId),
      callers,
      (_, index) => register(events[index] as FloorEvent),
    )
  await go(makeEvents(warmUp))
  const { acknowledged, ...figures } = await go(makeEvents(count))
  database.close()
  const reopened = openTuned(path)
  const missing = countMissing(reopened, acknowledged)
  reopened.close()
  return { ...figures, missing }
}

serve({ run })
