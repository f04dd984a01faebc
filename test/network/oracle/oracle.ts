import type { Network } from '../network.js'
import { checkActs, checkStrangers, countAskedAgain } from './act-checks.js'
import { checkAudit } from './audit-checks.js'
import { checkCatalogue } from './catalogue-checks.js'
import { checkHeads, checkOutcomes, checkStanding, checkWriters } from './case-checks.js'
import { checkInboxes, checkLanes, checkShared } from './link-checks.js'
import { checkVerifiers } from './people-checks.js'
import { checkPapers } from './paper-checks.js'
import { checkAsks, checkRequests } from './request-checks.js'
import { sceneOf } from './scene.js'
import { checkStores } from './store-checks.js'
import type { Witness } from './witness.js'

export interface Verdict {
  readonly violations: readonly string[]
  /** Acknowledged, and on no disk that survived. */
  readonly lost: readonly string[]
  /** On a branch that no longer stands, shown and asked for again. */
  readonly setAside: readonly string[]
  /** Outcomes of acts asked for again by the site whose branch was set aside. */
  readonly askedAgain: number
}

/** Looks at everything once all lines are sound and quiet. `deep` also verifies and rebuilds every store. */
export function judge(network: Network, witness: Witness, { deep }: { readonly deep: boolean }): Verdict {
  const scene = sceneOf(network, witness)
  const { violations, lost, setAside } = checkActs(scene)
  return {
    lost,
    setAside,
    askedAgain: countAskedAgain(scene),
    violations: [
      ...checkLanes(scene),
      ...checkInboxes(scene),
      ...checkShared(scene),
      ...checkCatalogue(scene),
      ...checkHeads(scene),
      ...checkStanding(scene),
      ...checkWriters(scene),
      ...checkOutcomes(scene),
      ...violations,
      ...checkStrangers(scene),
      ...checkRequests(scene),
      ...checkAsks(scene),
      ...checkPapers(scene),
      ...checkVerifiers(scene),
      ...checkAudit(scene),
      ...(deep ? checkStores(scene) : []),
    ],
  }
}
