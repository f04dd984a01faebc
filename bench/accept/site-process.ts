import { linkLedger } from '@liandong/core/site/links/link-ledger.js'
import { registerCase } from '@liandong/core/site/intake/register.js'
import { serve } from '../harness/serve.js'
import { openBenchSite } from '../ours/open-site.js'
import { makeRegistration } from '../ours/world.js'
import { callAll } from './callers.js'
import { missingIn } from '../ours/read-back.js'
import type { AcceptResult, AcceptTask } from './task.js'

/** Registers at a village that knows its county, so that every case also goes into the lane there. */
async function run({ folder, callers, warmUp, count }: AcceptTask): Promise<AcceptResult> {
  const village = openBenchSite('village', folder)
  const { site } = village
  linkLedger(site).adopt('county', 'bench-link', 'bench-store')
  const go = async (total: number) => {
    const registrations = Array.from({ length: total }, makeRegistration)
    return callAll(total, callers, async (index) => {
      const registration = registrations[index]
      if (registration === undefined) throw new Error('no registration')
      const outcome = await registerCase(site, registration)
      if (outcome.kind === 'refused') throw new Error(`${outcome.code} ${outcome.detail}`)
      return outcome.receipt.caseId
    })
  }
  await go(warmUp)
  const { acknowledged, ...figures } = await go(count)
  await village.close()
  return { ...figures, missing: missingIn(folder, acknowledged) }
}

serve({ run })
