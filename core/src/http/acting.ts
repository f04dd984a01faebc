import type { FastifyRequest } from 'fastify'
import { Fault } from '../domain/fault.js'
import { type Acting, resolveActor } from '../site/act.js'
import { desksOf } from '../site/people/desks.js'
import type { Site } from '../site/site.js'
import { signedIn } from './people/signed-in.js'

/** Headers that choose the desk among the posts of whoever signed in; ids are percent-encoded where they are not ASCII. */
export const actingHeaders = {
  'x-place': 'id of the place, served by this site, where the person acts; their first post here when absent',
  'x-organ': 'id of the organ acted for; the person’s first post at the place when absent',
  'x-mandate': 'hash of the villager’s mandate, where one was given',
} as const

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A page opened by a link, which carries no headers: the desk stands in its address as `place` and `organ`. */
    deskInAddress?: boolean
  }
}

/** Who acts where, as far as the request tells; whoever uses it has to ask the roster. */
export function statedActing(request: FastifyRequest, site: Site): Acting {
  const { person } = signedIn(request)
  const header = (name: keyof typeof actingHeaders) => decoded(request.headers[name]) ?? inAddress(request, name)
  const place = header('x-place') ?? desksOf(site, person)[0]?.place
  if (place === undefined) throw new Fault('person/not-posted', 'x-place')
  return { person, place, organ: header('x-organ'), mandate: header('x-mandate') }
}

/** Who acts, checked against the roster. */
export function actingOf(request: FastifyRequest, site: Site): Acting {
  const acting = statedActing(request, site)
  const actor = resolveActor(site, acting)
  if ('kind' in actor) throw new Fault(actor.code, actor.detail)
  return acting
}

function inAddress({ query, routeOptions }: FastifyRequest, name: keyof typeof actingHeaders): string | null {
  const value = (query as Readonly<Record<string, unknown>>)[name.slice('x-'.length)]
  return routeOptions.config.deskInAddress === true && typeof value === 'string' && value !== '' ? value : null
}

function decoded(value: string | readonly string[] | undefined): string | null {
  if (typeof value !== 'string' || value === '') return null
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
