import { type Static, Type } from 'typebox'
import { currentSite } from '../../domain/roster-view.js'
import { checkChange } from '../../domain/roster-check.js'
import { Fault } from '../../domain/fault.js'
import { problemOf } from '../../wire/field-problems.js'
import type { RosterFact } from '../../domain/roster.js'
import { rosterVersion } from '../../site/query/directory.js'
import { changeRoster } from '../../site/roster-change.js'
import type { Site } from '../../site/site.js'
import { actingOf } from '../acting.js'
import type { ChosenAction } from '../lock.js'
import type { Routes } from '../plugin.js'
import { answered, InputFault } from '../refuse.js'
import { COUNT, list, record } from '../schemas/common.js'
import { ROSTER_CHANGED, ROSTER_FACT, ROSTER_VERSION } from '../schemas/roster.js'

const tags = ['roster']
/** A version must fit a frame; larger changes are made as several. */
const CHANGE = record({
  facts: list(ROSTER_FACT, { maxItems: 200 }),
  /** The version whose records were before the person's eyes: what somebody changed since is refused, not overwritten. */
  base: Type.Optional(COUNT),
})

/** Who runs the network enters sites, places and people; what people may do is given by somebody else (三权分立). */
const CHANGING: ChosenAction = {
  among: ['roster.change', 'account.change'],
  of: ({ body }) => {
    const kinds = (body as Static<typeof CHANGE>).facts.map(({ kind }) =>
      kind === 'account' ? 'account.change' : 'roster.change',
    )
    return kinds.length === 0 ? ['roster.change'] : [...new Set(kinds)]
  },
}

/** 名册: which version is here; changed at the city alone. */
export const rosterRoutes: Routes = (app, site) => {
  app.get(
    '/api/roster',
    { config: { action: 'directory.read' }, schema: { tags, summary: '名册版本 version', response: { 200: ROSTER_VERSION } } },
    (request) => {
      actingOf(request, site)
      return rosterVersion(site)
    },
  )

  app.post(
    '/api/roster/changes',
    {
      config: { action: CHANGING },
      schema: { tags, summary: '修改名册 change', body: CHANGE, response: { 201: ROSTER_CHANGED } },
    },
    async (request, reply) => {
      const { person } = actingOf(request, site)
      const { base } = request.body
      if (base !== undefined) refuseStale(site, request.body.facts, base)
      const facts = request.body.facts.map((fact) => keepTrust(site, fact))
      if (site.options.tier === 'city') refuseBroken(site, facts, person)
      const { version } = answered(await changeRoster(site, facts, person))
      return reply.code(201).send({ version, asOfMs: site.clock.now().estimateMs })
    },
  )
}

function refuseStale(site: Site, facts: readonly RosterFact[], base: number): void {
  const stale = facts.filter((fact) => (changedIn(site, fact) ?? 0) > base).map((fact) => `${fact.kind} ${idOf(fact)}`)
  if (stale.length > 0) throw new Fault('roster/changed-meanwhile', stale.join(', '))
}

/** The version that last changed the record; null where there is none yet, or its kind has no history. */
function changedIn({ roster }: Site, fact: RosterFact): number | null {
  const id = idOf(fact)
  if (fact.kind === 'place') return roster.places.get(id)?.at(-1)?.version ?? null
  if (fact.kind === 'organ') return roster.organs.get(id)?.at(-1)?.version ?? null
  if (fact.kind === 'person') return roster.persons.get(id)?.at(-1)?.version ?? null
  return fact.kind === 'site' ? (roster.sites.get(id)?.at(-1)?.version ?? null) : null
}

/** What a site's machine proves itself by is entered by enrolment alone; a change of its other facts leaves it as it is. */
function keepTrust(site: Site, fact: RosterFact): RosterFact {
  if (fact.kind !== 'site') return fact
  const before = currentSite(site.roster, fact.site.id)
  const isSameMachine = before?.trust !== undefined && before.generation === fact.site.generation
  return isSameMachine ? { kind: 'site', site: { ...fact.site, trust: before.trust } } : fact
}

/** Every problem of the change at once, each beside its record. */
function refuseBroken(site: Site, facts: readonly RosterFact[], by: string): void {
  const version = site.roster.version + 1
  const problems = checkChange(site.roster, { version, atMs: site.clock.now().estimateMs, by, facts })
  if (problems.length === 0) return
  const detail = problems.map(({ kind, id, problem }) => `${kind} ${id}: ${problem}`).join('; ')
  const at = (kind: string, id: string) => facts.findIndex((fact) => fact.kind === kind && id === idOf(fact))
  throw new InputFault(
    'roster/broken',
    detail,
    problems.map(({ kind, id }) => problemOf(at(kind, id) < 0 ? '/facts' : `/facts/${at(kind, id)}`, 'other')),
  )
}

function idOf(fact: RosterFact): string {
  if (fact.kind === 'calendar') return String(fact.calendar.year)
  if (fact.kind === 'policy') return 'policy'
  if (fact.kind === 'account') return fact.account.person
  return (fact as unknown as Record<string, { readonly id: string }>)[fact.kind]?.id ?? ''
}
