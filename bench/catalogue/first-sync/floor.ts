import { makeKeys } from '../../floors/keys.js'
import { startChild } from '../../harness/child.js'
import type { Contestant } from '../../harness/contest.js'
import { withFolder } from '../../harness/temp.js'
import { whileMeasured } from '../../harness/usage.js'
import { LINE_BYTES_PER_SECOND } from '../sizes.js'
import { firstSyncNames, firstSyncValues } from './names.js'

/** The same contents, each deflated, over one raw stream through the same line, committed piece by piece; cases go the other way. */
export function firstSyncFloor(items: number): Contestant {
  return () =>
    withFolder(async (folder) => {
      const keys = await makeKeys('county', 'village')
      await using line = startChild(new URL('./line-process.js', import.meta.url))
      await using county = startChild(new URL('./floor-county-process.js', import.meta.url))
      await using village = startChild(new URL('./floor-village-process.js', import.meta.url))
      const to = await county.ask<number>('start', { keys: keys.county, items })
      const port = await line.ask<number>('start', { to, bytesPerSecond: LINE_BYTES_PER_SECOND })
      const { result: seconds, usage } = await whileMeasured({ county: county.pid, village: village.pid }, async () => {
        const startMs = performance.now()
        await village.ask('start', { folder, keys: keys.village, port })
        await county.ask('taken')
        return (performance.now() - startMs) / 1000
      })
      const downBytes = await line.ask<number>('passed')
      const caseMs = await village.ask<readonly number[]>('stop')
      return { values: firstSyncValues(firstSyncNames(items), { seconds, downBytes, caseMs }), usage, missing: 0 }
    })
}
