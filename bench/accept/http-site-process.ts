import { buildApp } from '@liandong/core/http/app.js'
import { closedDoors } from '@liandong/core/http/doors.js'
import { createLogger } from '@liandong/core/runtime/logger.js'
import { linkLedger } from '@liandong/core/site/links/link-ledger.js'
import { randomHex } from '@liandong/core/wire/hash.js'
import { serve } from '../harness/serve.js'
import { type BenchSite, openBenchSite } from '../ours/open-site.js'
import { givePasswords } from '../ours/signed-in.js'
import { acting } from '../ours/world.js'

let village: BenchSite | null = null

/** A village's counter routes on a free port, over a site that knows its county. */
async function start(folder: string): Promise<string> {
  village = openBenchSite('village', folder)
  await givePasswords(village.site, [acting.person])
  linkLedger(village.site).adopt('county', 'bench-link', 'bench-store')
  // A program writes a line for each request; here too, but nobody keeps it.
  const logger = createLogger({ level: 'info', destination: { write: () => {} } })
  return buildApp(village.site, { logger, doors: closedDoors, version: '0.1.0', randomHex }).listen({
    host: '127.0.0.1',
    port: 0,
  })
}

async function stop(): Promise<void> {
  await village?.close()
}

serve({ start, stop })
