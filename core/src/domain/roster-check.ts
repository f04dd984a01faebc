import { isLocalDate } from './civil-date.js'
import { checkAccount, lostAdministrations } from './people/account-check.js'
import type { Organ, Person, Place, Policy, Roster, RosterChange, RosterFact, Site } from './roster.js'
import { applyChange, currentOrgan, currentPerson, currentPlace, currentSite, newest } from './roster-view.js'

/** What is wrong with a roster change, about which record. */
export interface RosterProblem {
  readonly kind: RosterFact['kind'] | 'version'
  readonly id: string
  readonly problem: string
}

const MINUTES_OF_DAY = 24 * 60

/** All that is wrong with a change, so that it can be corrected in one go; empty when it may be published. */
export function checkChange(roster: Roster, change: RosterChange): readonly RosterProblem[] {
  const next = applyChange(roster, change)
  return [
    ...checkVersion(roster, change),
    ...checkTwice(change.facts),
    ...change.facts.flatMap((fact) => checkFact(next, fact).map((problem) => ({ kind: fact.kind, id: idOfFact(fact), problem }))),
    ...lostAdministrations(roster, next).map((role) => ({
      kind: 'account' as const,
      id: role,
      problem: `nobody at the city would be ${role}`,
    })),
  ]
}

function checkVersion(roster: Roster, { version }: RosterChange): RosterProblem[] {
  const expected = roster.version + 1
  return version === expected ? [] : [{ kind: 'version', id: String(version), problem: `the next version is ${expected}` }]
}

function checkTwice(facts: readonly RosterFact[]): RosterProblem[] {
  const seen = new Set<string>()
  return facts.flatMap((fact) => {
    const key = `${fact.kind} ${idOfFact(fact)}`
    if (seen.has(key)) return [{ kind: fact.kind, id: idOfFact(fact), problem: 'stands twice in one change' }]
    seen.add(key)
    return []
  })
}

/** What a fact is of, within its kind. */
export function idOfFact(fact: RosterFact): string {
  switch (fact.kind) {
    case 'site':
      return fact.site.id
    case 'place':
      return fact.place.id
    case 'organ':
      return fact.organ.id
    case 'person':
      return fact.person.id
    case 'account':
      return fact.account.person
    case 'calendar':
      return String(fact.calendar.year)
    case 'policy':
      return 'policy'
    default:
      return ''
  }
}

function checkFact(roster: Roster, fact: RosterFact): string[] {
  switch (fact.kind) {
    case 'site':
      return checkSite(roster, fact.site)
    case 'place':
      return checkPlace(roster, fact.place)
    case 'organ':
      return checkOrgan(roster, fact.organ)
    case 'person':
      return checkPerson(roster, fact.person)
    case 'account':
      return checkAccount(roster, fact.account)
    case 'calendar':
      return [...fact.calendar.workdays, ...fact.calendar.holidays]
        .filter((date) => !isLocalDate(date) || !date.startsWith(`${fact.calendar.year}-`))
        .map((date) => `${date} is no day of ${fact.calendar.year}`)
    case 'policy':
      return checkPolicy(fact.policy)
    default:
      return []
  }
}

function checkPolicy({ oneTimeCodes: _, ...figures }: Policy): string[] {
  return [
    ...when(!Object.values(figures).every((days) => Number.isInteger(days) && days > 0), 'days are whole and above 0'),
    // 网络安全法 21(3): logs are kept for six months at least.
    ...when(figures.auditKeepMonths < 6, 'audit entries are kept for six months at least'),
  ]
}

function checkSite(roster: Roster, site: Site): string[] {
  const before = roster.sites.get(site.id)?.at(-2)?.record
  return [
    ...when((site.program === 'gateway') !== (site.tier !== 'edge'), `a ${site.program} of tier ${site.tier}`),
    ...checkParentSite(roster, site),
    ...when(before !== undefined && site.generation < before.generation, 'the generation only grows'),
    ...when(before?.life === 'retired' && site.life !== 'retired', 'a retired site never comes back'),
    ...when(site.life === 'retired' && site.successor === null, 'a retired site names its successor'),
    ...when(site.successor === site.id, 'a site does not succeed itself'),
    ...when(site.successor !== null && currentSite(roster, site.successor) === null, `no successor ${site.successor}`),
    ...checkTrust(site, before ?? null),
  ]
}

/** A machine that was cut off comes back only as the next generation. */
function checkTrust({ trust, generation, life }: Site, before: Site | null): string[] {
  const stays = before?.generation === generation && before.trust !== undefined
  if (trust === undefined) return when(stays, 'what a machine proves itself by is not taken away, it is revoked')
  return [
    ...when(life === 'planned', 'a planned site has no machine'),
    ...when(trust.renewByMs <= trust.issuedMs, 'a key is good for some time'),
    ...when(stays && (before?.trust?.revokedMs ?? null) !== null && trust.revokedMs === null, 'a revoked machine stays revoked'),
  ]
}

function checkParentSite(roster: Roster, { id, tier, parent }: Site): string[] {
  if (tier === 'city')
    return [...when(parent !== null, 'the city has no parent'), ...when(hasOtherCity(roster, id), 'there is a city already')]
  if (parent === null) return [`a ${tier} site needs a parent`]
  const above = currentSite(roster, parent)
  if (above === null) return [`no parent ${parent}`]
  // A city without counties has its edge sites directly below it.
  const fits = tier === 'county' ? above.tier === 'city' : above.tier !== 'edge'
  return [
    ...when(!fits, `a ${tier} site does not dial a ${above.tier} site`),
    ...checkCycle(id, (site) => currentSite(roster, site)?.parent),
  ]
}

function hasOtherCity(roster: Roster, id: string): boolean {
  return newest(roster.sites).some((site) => site.tier === 'city' && site.id !== id && site.life !== 'retired')
}

function checkCycle(id: string, parentOf: (id: string) => string | null | undefined): string[] {
  const seen = new Set([id])
  for (let above = parentOf(id); above !== null && above !== undefined; above = parentOf(above)) {
    if (seen.has(above)) return [`stands below itself, by way of ${above}`]
    seen.add(above)
  }
  return []
}

function checkPlace(roster: Roster, place: Place): string[] {
  return [
    ...when(currentSite(roster, place.site) === null, `hosted on no known site: ${place.site}`),
    ...when(place.parent !== null && currentPlace(roster, place.parent) === null, `no parent ${place.parent}`),
    ...checkCycle(place.id, (id) => currentPlace(roster, id)?.parent),
    ...when((place.kind === 'village-station') !== (place.level === 'village'), `a ${place.kind} at level ${place.level}`),
    ...place.codes
      .filter(({ from, to }) => !isLocalDate(from) || (to !== null && (!isLocalDate(to) || to < from)))
      .map(({ code }) => `dates of code ${code}`),
    ...checkHours(roster, place),
    ...[...place.standIns, ...place.rota.map(({ person }) => person)]
      .filter((person) => currentPerson(roster, person) === null)
      .map((person) => `no person ${person}`),
  ]
}

function checkHours(roster: Roster, { id, hours }: Place): string[] {
  const spans = hours.week.flat()
  const fits = spans.every(({ fromMinute, toMinute }) => 0 <= fromMinute && fromMinute < toMinute && toMinute <= MINUTES_OF_DAY)
  const standIns = hours.closures.flatMap(({ standIn }) => standIn ?? [])
  return [
    ...when(hours.week.length > 7 || !fits, 'opening hours'),
    ...when(
      hours.closures.some(({ from, to }) => !isLocalDate(from) || !isLocalDate(to) || to < from),
      'dates of a closure',
    ),
    ...standIns
      .filter((standIn) => standIn === id || currentPlace(roster, standIn) === null)
      .map((standIn) => `${standIn} cannot stand in`),
  ]
}

function checkOrgan(roster: Roster, organ: Organ): string[] {
  const place = currentPlace(roster, organ.place)
  return [
    ...when(place === null, `no place ${organ.place}`),
    // 村民委员会组织法 2: a village committee is a self-governing body, no organ.
    ...when(organ.level === 'village' || place?.level === 'village', 'there is no organ at a village'),
  ]
}

function checkPerson(roster: Roster, person: Person): string[] {
  return person.posts.flatMap(({ place, organ }) => {
    const found = currentPlace(roster, place)
    return [
      ...when(found === null, `no place ${place}`),
      ...when(organ !== null && currentOrgan(roster, organ) === null, `no organ ${organ}`),
      ...when(organ !== null && found?.level === 'village', 'nobody acts for an organ at a village'),
    ]
  })
}

function when(wrong: boolean, problem: string): string[] {
  return wrong ? [problem] : []
}
