import { join } from 'node:path'
import { startChild } from '../../harness/child.js'
import type { Contestant } from '../../harness/contest.js'
import { withFolder } from '../../harness/temp.js'
import { whileMeasured } from '../../harness/usage.js'
import { copyStore } from '../../ours/copy-store.js'
import { missingIn } from '../../ours/read-back.js'
import { type Prepared, prepared } from '../ours/prepared.js'
import { withoutContents } from '../ours/read-back.js'
import { revisionsOf } from '../revisions.js'
import { type CitySize, LINE_BYTES_PER_SECOND } from '../sizes.js'
import { firstSyncNames, firstSyncValues } from './names.js'

/** A station that knows one item meets its county over a village's line; until the county has its proof, it registers cases. */
export function ourFirstSync(city: CitySize): Contestant {
  return async () => {
    const made = await prepared(city)
    return withFolder((folder) => run(city.items, made, folder))
  }
}

async function run(items: number, { county, countyFolder, freshFolder, keys }: Prepared, folder: string) {
  await using line = startChild(new URL('./line-process.js', import.meta.url))
  await using gateway = startChild(new URL('../ours/county-process.js', import.meta.url))
  await using village = startChild(new URL('./village-process.js', import.meta.url))
  const [above, below] = [join(folder, 'county'), join(folder, 'village')]
  await Promise.all([copyStore(countyFolder, above), copyStore(freshFolder, below)])
  const to = await gateway.ask<number>('start', { folder: above, keys: keys.get('county'), county, items })
  const port = await line.ask<number>('start', { to, bytesPerSecond: LINE_BYTES_PER_SECOND })
  const { result: seconds, usage } = await whileMeasured({ county: gateway.pid, village: village.pid }, async () => {
    const startMs = performance.now()
    await village.ask('start', { folder: below, keys: keys.get('village'), port })
    await gateway.ask('proven', ['village'])
    return (performance.now() - startMs) / 1000
  })
  const downBytes = await line.ask<number>('passed')
  const { caseMs, acknowledged } = await village.ask<{ caseMs: readonly number[]; acknowledged: readonly string[] }>('stop')
  await gateway.ask('stop')
  const lacking = withoutContents(folder, ['village'], { items: revisionsOf(items).items, changes: [] }).length
  const missing = lacking + missingIn(above, acknowledged)
  return { values: firstSyncValues(firstSyncNames(items), { seconds, downBytes, caseMs }), usage, missing }
}
