import { join } from 'node:path'
import { makeKeys } from '../floors/keys.js'
import { openTuned } from '../floors/tuned-sqlite.js'
import { startChild } from '../harness/child.js'
import type { Contestant } from '../harness/contest.js'
import { withFolder } from '../harness/temp.js'
import { whileMeasured } from '../harness/usage.js'
import { type FloorTables, WARM_UP } from './sizes.js'

/**
 * The least that is durable at both ends: outbox in SQLite, one stream of framed events over mutual TLS, a synced commit per
 * frame at the other end, an answer, and one range mark here. No hashes, no rules; with `bare` tables no keys but numbers.
 */
export function backlogFloor(metric: string, count: number, tables: FloorTables): Contestant {
  return () =>
    withFolder(async (folder) => {
      const keys = await makeKeys('edge', 'county')
      await using county = startChild(new URL('./floor-county-process.js', import.meta.url))
      await using edge = startChild(new URL('./floor-edge-process.js', import.meta.url))
      const countyPath = join(folder, 'county.db')
      const port = await county.ask<number>('start', { path: countyPath, keys: keys.county, tables })
      const task = { path: join(folder, 'edge.db'), keys: keys.edge, tables, warmUp: WARM_UP, count }
      await edge.ask('fill', task)
      const pids = { [`edge, ${tables} tables`]: edge.pid, [`county, ${tables} tables`]: county.pid }
      const { result, usage } = await whileMeasured(pids, () =>
        edge.ask<{ seconds: number; acknowledged: number }>('send', { ...task, port }),
      )
      await county.ask('stop')
      return { values: { [metric]: count / result.seconds }, usage, missing: result.acknowledged - eventCount(countyPath) }
    })
}

function eventCount(path: string): number {
  const database = openTuned(path)
  const count = database.prepare('SELECT count(*) FROM event').pluck().get() as number
  database.close()
  return count
}
