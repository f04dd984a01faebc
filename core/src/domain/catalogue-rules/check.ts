import type { ItemDraft } from '../item.js'
import type { Roster } from '../roster.js'
import type { ItemId } from '../values.js'
import { itemSet, noMutualPreconditions, papersIssuedHereAreMarked } from './between-items.js'
import * as decision from './decision.js'
import * as delegation from './delegation.js'
import { type Finding, type Findings, found } from './finding.js'
import { codeNamesTheOrgan, codesAgree } from './item-codes.js'
import * as limits from './limits.js'
import * as materials from './materials.js'
import * as moneyAndTime from './money-and-time.js'
import * as scenarios from './scenarios.js'
import { stepsAreWhole } from './steps.js'
import * as village from './village.js'

type Rule = (item: ItemDraft) => Findings

/** What one item can be asked by itself. */
const RULES: readonly Rule[] = [
  village.villageDecidesNothing,
  village.villageHandlesServices,
  village.villageIsNoOrgan,
  village.villageStepsDecideNothing,
  village.villageHandlingFits,
  decision.organHoldsThePower,
  decision.powersNameOrgans,
  decision.decidingStepsHavePower,
  decision.companiesDecideNothing,
  decision.recordsDecideNothing,
  decision.handlingFitsItsPromise,
  decision.outsideIsDeclared,
  decision.resultsAreNamed,
  stepsAreWhole,
  limits.promiseIsWithinTheLaw,
  limits.permitsTakeTwentyDays,
  materials.materialsAreWhole,
  materials.materialKindsFitCounts,
  materials.noMaterialMeansAnything,
  materials.nothingIssuedHereIsDemanded,
  scenarios.scenariosAreWhole,
  scenarios.scenariosNameMaterials,
  scenarios.scenariosHangOnEarlierOnes,
  moneyAndTime.feesHaveABasis,
  moneyAndTime.permitFeesRestOnLaw,
  moneyAndTime.reductionsHaveABasis,
  moneyAndTime.clockStopsOnlyOnGrounds,
  moneyAndTime.surveysCountInside,
  codesAgree,
  delegation.delegationNamesItsOrgan,
  delegation.delegationStays,
]

/** All that is odd in an item taken by itself; the same with departments' names in place of organs. */
export function checkContent(item: ItemDraft): Finding[] {
  return RULES.flatMap((rule) => found(rule(item)))
}

/** What only the roster can say: what its organs are, and their codes. */
export function checkAgainstRoster(item: ItemDraft, roster: Roster): Finding[] {
  return found([...delegation.permitsAreEntrustedToOrgans(item, roster), ...codeNamesTheOrgan(item, roster)])
}

/** A finding of one item among many. */
export interface ItemFinding extends Finding {
  readonly item: ItemId
}

/** What is odd only between items of a set: each other's precondition, powers passed on, papers that another one issues. */
export function checkTogether(items: readonly ItemDraft[]): ItemFinding[] {
  const set = itemSet(items)
  const entrusted = items.filter(delegation.isEntrusted)
  return items.flatMap((item) => {
    const findings = [
      ...noMutualPreconditions(item, set),
      ...papersIssuedHereAreMarked(item, set),
      ...delegation.delegationIsNoChain(item, entrusted),
    ]
    return found(findings).map((finding) => ({ ...finding, item: item.id }))
  })
}

/** Whether a version with these findings may be published. */
export function mayPublish(findings: readonly Finding[]): boolean {
  return findings.every(({ severity }) => severity !== 'refusal')
}
