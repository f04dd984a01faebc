import { join } from 'node:path'
import { caseWriter, countMissing, createCaseTables, makeEvents } from '../floors/case-tables.js'
import { openTuned } from '../floors/tuned-sqlite.js'
import { serve } from '../harness/serve.js'
import { callAll } from './callers.js'
import { groupCommit } from './group-commit.js'
import type { AcceptResult, AcceptTask } from './task.js'

/** Registers in three lean tables. */
async function run({ folder, callers, warmUp, count }: AcceptTask): Promise<AcceptResult> {
  const path = join(folder, 'floor.db')
  const database = openTuned(path)
  createCaseTables(database)
  const register = groupCommit(callers, caseWriter(database))
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
