import { join } from 'node:path'
import { DATABASE_FILE } from '@liandong/core/store/open.js'
import { record, replayer, rowCount } from '../floors/row-replay.js'
import { openTuned } from '../floors/tuned-sqlite.js'
import { serve } from '../harness/serve.js'
import { callAll } from './callers.js'
import { groupCommit } from './group-commit.js'
import type { AcceptResult, ReplayTask } from './task.js'

/** Writes what our own store wrote for the same cases, row by row, to the same tables, with as many commits. */
async function run({ source, folder, callers, warmUp, count }: ReplayTask): Promise<AcceptResult> {
  const cases = warmUp + count
  const from = openTuned(join(source, DATABASE_FILE))
  const recording = record(from, join(source, 'blobs'), cases)
  from.close()
  const path = join(folder, 'replay.db')
  const database = openTuned(path)
  const write = groupCommit(callers, replayer(database, recording, cases))
  const go = (first: number, total: number) =>
    callAll(total, callers, async (index) => {
      await write(first + index)
      return String(first + index)
    })
  await go(0, warmUp)
  const { perSecond, p99Ms } = await go(warmUp, count)
  database.close()
  return { perSecond, p99Ms, missing: rowCount(recording) - rowsIn(path, recording.tables) }
}

function rowsIn(path: string, tables: readonly { readonly name: string }[]): number {
  const database = openTuned(path)
  const counts = tables.map(({ name }) => database.prepare(`SELECT count(*) FROM ${name}`).pluck().get() as number)
  database.close()
  return counts.reduce((sum, count) => sum + count, 0)
}

serve({ run })
