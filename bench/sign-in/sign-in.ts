import { startChild } from '../harness/child.js'
import type { Contestant, Workload } from '../harness/contest.js'
import { withFolder } from '../harness/temp.js'
import { whileMeasured } from '../harness/usage.js'
import { signIn as signInOne } from '../ours/signed-in.js'
import { LAG, LAST, MOST_LAG_MS, MOST_TIMES_BARE, PEOPLE } from './names.js'

/** A hall opens: everybody signs in at once, beside as many bare hashes; a link's heartbeats go on meanwhile. */
export function signIn(): Workload {
  return {
    contests: [
      {
        metrics: [
          { name: LAST, unit: 'ms', better: 'lower' },
          { name: LAG, unit: 'ms', better: 'lower' },
        ],
        ours: hall,
        floor: hashes,
        peer: null,
        peerNote: null,
      },
    ],
    aims: [
      { row: LAST, figure: 'ratioToFloor', bound: 'at least', limit: 1 / MOST_TIMES_BARE },
      { row: LAG, figure: 'value', bound: 'at most', limit: MOST_LAG_MS },
    ],
  }
}

const hall: Contestant = () =>
  withFolder(async (folder) => {
    await using child = startChild(new URL('./hall-process.js', import.meta.url))
    const base = await child.ask<string>('start', folder)
    const people = Array.from({ length: PEOPLE }, (_, index) => `window-${index}`)
    await child.ask('watch')
    const { result: lastMs, usage } = await whileMeasured({ hall: child.pid }, async () => {
      const startMs = performance.now()
      await Promise.all(people.map((person) => signInOne(base, person, 'place-county')))
      return performance.now() - startMs
    })
    const values = { [LAST]: lastMs, [LAG]: await child.ask<number>('lag') }
    const missing = await child.ask<number>('missing', PEOPLE)
    await child.ask('stop')
    return { values, usage, missing }
  })

const hashes: Contestant = async () => {
  await using child = startChild(new URL('./hall-process.js', import.meta.url))
  await child.ask('watch')
  const { result, usage } = await whileMeasured({ hashes: child.pid }, () => child.ask<number>('bare'))
  return { values: { [LAST]: result, [LAG]: await child.ask<number>('lag') }, usage, missing: 0 }
}
