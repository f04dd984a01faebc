import type { FastifyRequest, RouteOptions } from 'fastify'
import { Fault, type FaultCode } from '../domain/fault.js'
import type { Action } from '../domain/rights/actions.js'
import { may } from '../domain/rights/may.js'
import { type Desk, type Rights, rightsAt } from '../domain/rights/rights.js'
import type { Target } from '../domain/rights/target.js'
import { currentPerson, currentPlace } from '../domain/roster-view.js'
import { draftTarget } from '../site/rights/draft-target.js'
import { caseTarget } from '../site/rights/case-target.js'
import type { Site } from '../site/site.js'
import { statedActing } from './acting.js'
import type { App } from './plugin.js'

/** Which of several actions a request is shows only in what it asks for. */
export interface ChosenAction {
  readonly among: readonly Action[]
  /** All of which the person needs. */
  readonly of: (request: FastifyRequest) => readonly Action[]
}

/** `public`: nobody need sign in. `signed-in`: anybody who did, about nobody but themselves. */
export type RouteAction = Action | ChosenAction | 'public' | 'signed-in'

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route, for whoever looks at all locks. */
    doors: readonly RouteOptions[]
  }
  interface FastifyRequest {
    /** The lock kept somebody who signed in out, whatever the answer says. */
    isDenied?: boolean
  }
  interface FastifyContextConfig {
    /** What whoever calls the route must be allowed to do, by the table of rights. */
    action?: RouteAction
  }
}

/**
 * One lock for every door: a route that names no action keeps the program from starting, and each request asks the
 * table of rights. What lies outside somebody's jurisdiction answers as what does not exist.
 */
export function lockRoutes(app: App, site: Site): void {
  const routes: RouteOptions[] = []
  app.decorate('doors', routes)
  app.addHook('onRoute', (route) => void routes.push(route))
  app.addHook('onReady', async () => {
    // Only now: a plugin's routes get theirs from the scope it is registered in.
    const open = routes.filter(({ config }) => config?.action === undefined)
    if (open.length > 0)
      throw new Error(`no action named: ${open.map(({ method, url }) => `${String(method)} ${url}`).join(', ')}`)
  })
  // Before a body is read: nobody without the right is told what is wrong with their form.
  app.addHook('preParsing', async (request) => noted(request, () => askAtDoor(request, site)))
  app.addHook('preHandler', async (request) => noted(request, () => askAboutTarget(request, site)))
}

/** The audit log tells who was denied what. */
function noted(request: FastifyRequest, ask: () => void): void {
  try {
    ask()
  } catch (error) {
    request.isDenied = request.signedIn !== null
    throw error
  }
}

function askAtDoor(request: FastifyRequest, site: Site): void {
  const { action } = request.routeOptions.config
  if (!isLocked(request, action)) return
  const rights = rightsOfRequest(request, site)
  const wanted = typeof action === 'string' ? [action] : action.among
  if (!wanted.some((each) => may(rights, each))) throw new Fault('rights/denied', wanted.slice(0, 1).join())
}

function askAboutTarget(request: FastifyRequest, site: Site): void {
  const { action } = request.routeOptions.config
  if (!isLocked(request, action)) return
  const rights = rightsOfRequest(request, site)
  const wanted = typeof action === 'string' ? [action] : action.of(request)
  const found = namedBy(request, site)
  const target = found?.target ?? null
  const denied = wanted.find((each) => !may(rights, each, target))
  if (denied === undefined) return
  if (found === null || may(rights, found.seeing, target)) throw new Fault('rights/denied', denied)
  throw new Fault(found.absent, found.id)
}

/** Unknown addresses have no route; what people do about themselves is the session's business. */
function isLocked(request: FastifyRequest, action: RouteAction | undefined): action is Action | ChosenAction {
  return !request.is404 && action !== undefined && action !== 'public' && action !== 'signed-in'
}

/** The rights of whoever asks, at the desk they chose. */
export function rightsOfRequest(request: FastifyRequest, site: Site): Rights {
  return rightsAt(site.roster, deskOf(request, site), site.options.tier)
}

/**
 * Where the person sits, by the roster; without an organ named, the one of the first post there. Whether this site serves the
 * place is asked by what is done there: an organ of a township describes its items at the county's gateway.
 */
function deskOf(request: FastifyRequest, site: Site): Desk {
  const { person, place, organ } = statedActing(request, site)
  const found = currentPerson(site.roster, person)
  if (found?.active !== true) throw new Fault('person/unknown', person)
  if (currentPlace(site.roster, place) === null) throw new Fault('place/unknown', place)
  const post = found.posts.find((each) => each.place === place && (organ === null || each.organ === organ))
  if (post === undefined) throw new Fault('person/not-posted', place)
  return { person, ...post }
}

/** What the address names that rights look at, and as what it is absent for whom it is none of their business. */
interface Named {
  readonly id: string
  readonly target: Target
  readonly seeing: Action
  readonly absent: FaultCode
}

function namedBy({ params }: FastifyRequest, site: Site): Named | null {
  const { case: caseId, request, draft } = params as Readonly<Record<string, string | undefined>>
  if (draft !== undefined) return named(draft, draftTarget(site, draft), 'draft.read', 'draft/unknown')
  const asked = request === undefined ? undefined : site.store.requests.find(request)?.request.caseId
  const of = caseId ?? asked
  return of === undefined ? null : named(request ?? of, caseTarget(site, of), 'case.read', 'case/unknown')
}

/** What is not here at all is said by the route itself. */
function named(id: string, target: Target | null, seeing: Action, absent: FaultCode): Named | null {
  return target === null ? null : { id, target, seeing, absent }
}
