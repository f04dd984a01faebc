import { foundCity } from '@liandong/core/cli/init/found-city.js'
import { readInitFolder } from '@liandong/core/cli/init/init-folder.js'
import { openLinkedSite } from '@liandong/core/link/linked-site.js'
import { systemClock } from '@liandong/core/runtime/clock.js'
import { createLogger } from '@liandong/core/runtime/logger.js'
import { Scope } from '@liandong/core/runtime/scope.js'
import { loadSiteKeys } from '@liandong/core/transport/site-keys.js'
import { serve } from '../harness/serve.js'
import { demoSite } from '../ours/demo-city.js'
import { fillWithCases } from '../ours/fill.js'
import { givePasswords } from '../ours/signed-in.js'
import { giveItems } from '../ours/give-item.js'
import type { ProgramName, Size } from './names.js'

interface FillTask {
  readonly cityFolder: string
  readonly storeFolder: string
  readonly program: ProgramName
  readonly size: Size
}

/** Makes a store with the city's roster, items and so many cases, and closes it. */
async function fill({ cityFolder, storeFolder, program, size }: FillTask): Promise<void> {
  const { id, parent, keysFolder, acting, item } = demoSite(cityFolder, program)
  const { generation, sealKey } = loadSiteKeys(keysFolder, id)
  const logger = createLogger({ level: 'error', destination: process.stderr })
  const scope = new Scope({ onFailure: (step, error) => logger.error('closing failed', { step, error }) })
  const tier = program === 'agent' ? 'edge' : 'county'
  const options = {
    site: id,
    tier,
    generation,
    parent,
    dataFolder: storeFolder,
    sealKey,
    signer: null,
    programVersion: '0.1.0',
  } as const
  const { site } = openLinkedSite({ ...options, clock: systemClock, logger }, scope)
  foundCity(site, cityFolder)
  await givePasswords(site, [acting.person])
  giveItems(site, readInitFolder(cityFolder).items)
  if (size > 0) fillWithCases(site, { acting, item, materials: [] }, size)
  await scope.close()
}

serve({ fill })
