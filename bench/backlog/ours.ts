import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { makeKeys } from '../floors/keys.js'
import { startChild } from '../harness/child.js'
import type { Contestant } from '../harness/contest.js'
import { withFolder } from '../harness/temp.js'
import { whileMeasured } from '../harness/usage.js'
import { missingIn } from '../ours/read-back.js'

/** A village that was cut off sends its cases to its county; both are our sites over our gRPC channel with mutual TLS. */
export function ourBacklog(metrics: readonly string[], count: number, papers: boolean): Contestant {
  return () =>
    withFolder(async (folder) => {
      const keys = await makeKeys('village', 'county')
      await using county = startChild(new URL('./county-process.js', import.meta.url))
      await using edge = startChild(new URL('./edge-process.js', import.meta.url))
      const [countyFolder, edgeFolder] = [join(folder, 'county'), join(folder, 'edge')]
      await Promise.all([mkdir(countyFolder), mkdir(edgeFolder)])
      const port = await county.ask<number>('start', { folder: countyFolder, keys: keys.county, papers })
      await edge.ask('start', { folder: edgeFolder, keys: keys.village, port })
      const caseIds = await edge.ask<readonly string[]>('fill', count)
      const { result: seconds, usage } = await whileMeasured({ edge: edge.pid, county: county.pid }, () =>
        edge.ask<number>('drain'),
      )
      await Promise.all([edge.ask('stop'), county.ask('stop')])
      const missing = missingIn(edgeFolder, caseIds) + missingIn(countyFolder, caseIds)
      return { values: Object.fromEntries(metrics.map((name) => [name, count / seconds])), usage, missing }
    })
}
