import { ADMINISTRATIONS, ROLES, type Role } from '../people/account.js'
import type { Site } from '../roster.js'
import type { Action } from './actions.js'

/**
 * 管辖: how far a role reaches. `area`: what is registered, served, handled or asked for at the role's place or below it; not
 * for a role narrowed to an organ. `organ`: what the role's organ handles, and in its area what the item leaves to any organ of
 * that level. `desk`: no more than that the desk lies at the role's place or below it.
 */
export type Reach = 'area' | 'organ' | 'desk'

/** `own`: what the person began; `own or stood in for`: a colleague's too, by rota or as substitute of the place. */
export type Whose = 'any' | 'own' | 'own or stood in for'

export interface Row {
  readonly roles: readonly Role[]
  readonly reach: Reach
  readonly whose: Whose
  /** Where the site stands at which it may be done. */
  readonly tiers: readonly Site['tier'][]
}

const ANYWHERE: Row['tiers'] = ['city', 'county', 'edge']
const AT_GATEWAYS: Row['tiers'] = ['city', 'county']

function allow(reach: Reach, roles: readonly Role[], tiers = ANYWHERE, whose: Whose = 'any'): Row {
  return { roles, reach, whose, tiers }
}

/** Whoever receives villagers, by place; and whoever handles cases, by organ. */
const COUNTERS: readonly Role[] = ['window-clerk', 'township-clerk', 'proxy']
const ORGANS: readonly Role[] = ['department-clerk', 'approver']
const WATCHERS: readonly Role[] = ['supervisor', 'reader']
const EDITORS: readonly Role[] = ['catalogue-editor']

/** A station's or a centre's machine has nobody else at it. */
const atOwnMachine = allow('desk', ['township-clerk', 'proxy'], ['edge'])
const atCounters = allow('area', COUNTERS)
const ofClerks = allow('organ', ['department-clerk'])
const ofOrgans = allow('organ', ORGANS)
const byEverybody = [allow('desk', ROLES)]
const bySupervisors = allow('area', ['supervisor'])
const byNetwork = [allow('desk', ['network-administrator'], AT_GATEWAYS)]
const bySecurity = [allow('desk', ['security-administrator'], AT_GATEWAYS)]
const byAuditors = [allow('desk', ['auditor'])]
const seen = [allow('area', [...COUNTERS, 'outlet-clerk', ...WATCHERS]), ofOrgans]
const served = [allow('area', [...COUNTERS, 'outlet-clerk']), ofClerks]

/**
 * Who may ask for what: one row for each action, and nothing without a row. Whether the law lets that organ or that level do it
 * is another question, asked after this one (`domain/acts/authority.ts`): a proxy may ask to decide, because the
 * catalogue names services a village finishes by itself, and is refused every permit.
 */
export const table: { readonly [A in Action]: readonly Row[] } = {
  'catalogue.read': byEverybody,
  'directory.read': byEverybody,

  'case.register': [allow('desk', [...COUNTERS, 'department-clerk'])],
  'case.handle-instantly': [allow('desk', ['approver', 'proxy'])],
  'case.list': seen,
  'case.read': seen,
  'case.unmask': [atCounters, ofOrgans, bySupervisors],
  'case.submit': [atCounters, ofClerks],
  'case.move': [atCounters, ofOrgans],
  'case.accept': [allow('area', ['proxy']), ofOrgans],
  'case.refuse-acceptance': [allow('area', ['proxy']), ofOrgans],
  'case.ask-supplement': [allow('area', ['proxy']), ofOrgans],
  'case.give-supplement': [atCounters, ofClerks],
  // Papers due at pick-up (先审后验) are given where the result is handed out.
  'case.add-paper': served,
  'case.review-step': [allow('area', ['proxy']), ofOrgans],
  'case.decide': [allow('area', ['proxy']), allow('organ', ['approver'])],
  'case.deliver': served,
  'case.complete': served,
  'case.withdraw': [atCounters, ofClerks],
  'case.give-task': [atCounters, ofOrgans],
  'case.answer-task': [atCounters, ofOrgans],
  'case.note-external': [ofOrgans],
  'case.change-service-place': [atCounters, ofClerks],
  'case.open-notice': served,
  'case.tell-notice': served,
  'case.hand-on-originals': [...served, allow('organ', ['approver'])],
  'case.receive-originals': [...served, allow('organ', ['approver'])],
  'case.join-site': [atCounters, ofOrgans],
  'case.reckon-due': [atCounters, ofOrgans],
  'paper.read': [allow('area', [...COUNTERS, 'outlet-clerk', 'supervisor']), ofOrgans],
  'paper.add': [allow('area', [...COUNTERS, 'outlet-clerk']), ofOrgans],
  'draft.read': [allow('desk', [...COUNTERS, ...ORGANS], ANYWHERE, 'own or stood in for')],
  'draft.write': [allow('desk', [...COUNTERS, ...ORGANS], ANYWHERE, 'own or stood in for')],
  'register.write': [allow('desk', [...COUNTERS, 'outlet-clerk', 'department-clerk'])],
  'register.sign-off': [allow('desk', [...COUNTERS, 'outlet-clerk', 'department-clerk'])],
  'register.read': [allow('desk', [...COUNTERS, 'outlet-clerk', ...ORGANS, ...WATCHERS])],
  'register.export': [allow('desk', [...COUNTERS, 'outlet-clerk', ...ORGANS, ...WATCHERS])],
  'worklist.hand-over': [bySupervisors, allow('desk', [...COUNTERS, 'outlet-clerk', ...ORGANS], ANYWHERE, 'own')],
  'flag.read': [bySupervisors, ...byAuditors],

  'seizure.read': [allow('desk', ['supervisor', 'network-administrator', 'security-administrator', 'auditor'], AT_GATEWAYS)],
  'seizure.propose': [allow('desk', ['supervisor', 'network-administrator'], AT_GATEWAYS)],
  'seizure.confirm': [allow('desk', ['supervisor', 'security-administrator'], AT_GATEWAYS)],
  'seizure.ask': [allow('desk', ['supervisor', 'network-administrator'], ['city'])],

  'link.read': byEverybody,
  'network.read': [allow('area', [...ADMINISTRATIONS, ...WATCHERS], AT_GATEWAYS)],
  'parked.read': [allow('desk', [...ADMINISTRATIONS, 'supervisor']), atOwnMachine],
  'parked.retry': [allow('desk', ['network-administrator', 'supervisor']), atOwnMachine],
  'site.read': byEverybody,
  'site.maintain': [allow('desk', ['network-administrator', 'supervisor']), atOwnMachine],
  'site.revoke': [allow('desk', ['network-administrator', 'security-administrator'], AT_GATEWAYS)],
  'enrolment.read': [allow('desk', [...ADMINISTRATIONS], AT_GATEWAYS)],
  'enrolment.make-code': byNetwork,
  'enrolment.approve': byNetwork,
  'roster.change': [allow('desk', ['network-administrator'], ['city'])],
  'account.read': [allow('desk', [...ADMINISTRATIONS], AT_GATEWAYS)],
  'account.change': bySecurity,
  'account.confirm': [allow('desk', [...ADMINISTRATIONS], AT_GATEWAYS)],

  'work.read': [allow('desk', [...EDITORS, ...ORGANS, ...WATCHERS, 'network-administrator'], AT_GATEWAYS)],
  'work.write': [allow('organ', EDITORS, AT_GATEWAYS)],
  'work.check': [allow('organ', [...EDITORS, 'approver'], AT_GATEWAYS)],
  'work.review': [allow('area', EDITORS, AT_GATEWAYS)],
  'work.publish': [allow('area', EDITORS, AT_GATEWAYS)],
  'items.export': [allow('desk', [...EDITORS, ...ORGANS, ...WATCHERS], AT_GATEWAYS)],

  'document.change': [allow('desk', [...EDITORS, 'supervisor'], AT_GATEWAYS)],
  'overview.read': [allow('area', [...WATCHERS, 'network-administrator'], AT_GATEWAYS)],

  'audit.read': [...byAuditors, allow('desk', ['supervisor'])],
  'audit.export': byAuditors,
}
