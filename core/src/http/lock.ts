import type { FastifyRequest } from 'fastify'
import type { Action } from '../domain/rights/actions.js'

/** Which of several actions a request is shows only in what it asks for. */
export interface ChosenAction {
  readonly among: readonly Action[]
  /** All of which the person needs. */
  readonly of: (request: FastifyRequest) => readonly Action[]
}

/** `public`: nobody need sign in. `signed-in`: anybody who did, about nobody but themselves. */
export type RouteAction = Action | ChosenAction | 'public' | 'signed-in'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What whoever calls the route must be allowed to do, by the table of rights. */
    action?: RouteAction
  }
}
