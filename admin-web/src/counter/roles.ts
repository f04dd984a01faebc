import type { Session } from '../parts/shapes.js'
import type { zh } from '../parts/words/zh.js'

type Role = Session['roles'][number]['role']

const counterRoles: readonly Role[] = ['proxy', 'window-clerk', 'outlet-clerk', 'township-clerk', 'department-clerk', 'approver']
const intakeRoles: readonly Role[] = ['proxy', 'window-clerk', 'township-clerk', 'department-clerk']
/** Who may decide on the spot, where the item and the law let them. */
const instantRoles: readonly Role[] = ['approver', 'proxy']
/** A station's day is all on its first page; whoever has more than a day's work gets a list of it. */
const workRoles: readonly Role[] = ['window-clerk', 'outlet-clerk', 'township-clerk', 'department-clerk', 'approver']
const consoleRoles: readonly Role[] = ['network-administrator', 'security-administrator', 'auditor', 'supervisor', 'reader']

/** Who looks after accounts and hand-overs. */
const keeperRoles: readonly Role[] = ['network-administrator', 'security-administrator', 'auditor', 'supervisor']

const catalogueRoles: readonly Role[] = ['catalogue-editor', 'supervisor', 'reader', 'network-administrator']

/** Gateways alone know who needs a call. */
const administratorRoles: readonly Role[] = ['network-administrator']

export interface MenuLink {
  readonly to: string
  readonly word: Exclude<keyof typeof zh.menu, 'label'>
}

/** Somebody's menu, in its order. A page opened by its address is judged by the program, not here. */
export interface Menu {
  readonly home: string
  readonly links: readonly MenuLink[]
}

/** Counters begin with their day, who runs the network with whom to ring, who keeps the catalogue with its items, others with the list of cases. */
export function menuOf({ roles }: Pick<Session, 'roles'>, isGateway = true): Menu {
  const has = (some: readonly Role[]) => roles.some(({ role }) => some.includes(role))
  const isConsole = has(consoleRoles)
  const isAdministrator = isGateway && has(administratorRoles)
  const links: MenuLink[] = [
    ...only(isAdministrator, { to: '/attention', word: 'attention' }),
    ...only(has(counterRoles), { to: '/today', word: 'today' }),
    ...only(has(workRoles), { to: '/worklist', word: 'worklist' }),
    ...only(has(['approver']), { to: '/approvals', word: 'approvals' }),
    ...only(has(['township-clerk']), { to: '/villages', word: 'villages' }),
    ...only(has(intakeRoles), { to: '/new', word: 'new' }),
    ...only(has(instantRoles), { to: '/instant', word: 'instant' }),
    ...only(has(['outlet-clerk']), { to: '/outlet', word: 'outlet' }),
    ...only(has(['supervisor', 'reader', 'network-administrator']), { to: '/overview', word: 'overview' }),
    { to: '/cases', word: 'cases' },
    ...only(has([...counterRoles, 'supervisor', 'reader']), { to: '/registers', word: 'registers' }),
    ...only(has(counterRoles), { to: '/find', word: 'scan' }),
    ...only(has(counterRoles), { to: '/bags', word: 'bags' }),
    ...only(has(keeperRoles), { to: '/people', word: 'people' }),
    ...only(has(keeperRoles), { to: '/places', word: 'places' }),
    ...only(has(catalogueRoles), { to: '/catalogue', word: 'catalogue' }),
    ...only(has(['catalogue-editor', 'supervisor']), { to: '/texts', word: 'texts' }),
    ...only(has(['auditor', 'supervisor']), { to: '/audit', word: 'audit' }),
    ...only(isConsole || !has(counterRoles), { to: '/network', word: 'network' }),
    ...only(isAdministrator, { to: '/enrolment', word: 'enrolment' }),
  ]
  return { home: isAdministrator ? '/attention' : homeOf(has(counterRoles), isConsole, has(['catalogue-editor'])), links }
}

function homeOf(isCounter: boolean, isConsole: boolean, isEditor: boolean): string {
  if (isConsole) return '/cases'
  if (isCounter) return '/today'
  return isEditor ? '/catalogue' : '/cases'
}

function only(isFor: boolean, link: MenuLink): readonly MenuLink[] {
  return isFor ? [link] : []
}
