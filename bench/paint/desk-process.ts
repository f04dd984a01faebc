import { buildApp } from '@liandong/core/http/app.js'
import { closedDoors, type CounterDoors } from '@liandong/core/http/doors.js'
import { findPages } from '@liandong/core/http/pages/find-pages.js'
import { createLogger } from '@liandong/core/runtime/logger.js'
import { randomHex } from '@liandong/core/wire/hash.js'
import { serve } from '../harness/serve.js'
import { type BenchSite, openBenchSite } from '../ours/open-site.js'
import { givePasswords } from '../ours/signed-in.js'

let village: BenchSite | null = null

/** The village is offline: its line has something to say. */
const links: ReturnType<CounterDoors['links']> = [
  {
    ...{
      peer: 'county',
      state: 'down',
      sinceMs: Date.now(),
      reason: 'link/parent-unreachable',
      detail: '',
      linkId: null,
      session: 0,
    },
    ...{ peerFacts: null, offset: null, lanes: [], drops: {}, lastHeardMs: null, peerInMaintenance: false, nextDialMs: null },
  },
]

/** A station's desk with its pages on a free port. */
async function start(folder: string): Promise<string> {
  village = openBenchSite('village', folder)
  await givePasswords(village.site, ['proxy'])
  const pages = findPages()
  if (pages === null) throw new Error('the pages are not built: npm run build')
  const logger = createLogger({ level: 'info', destination: { write: () => {} } })
  const doors = { ...closedDoors, links: () => links }
  const app = buildApp(village.site, { logger, doors, version: '0.1.0', randomHex, pages })
  return await app.listen({ host: '127.0.0.1', port: 0 })
}

async function stop(): Promise<void> {
  await village?.close()
}

serve({ start, stop })
