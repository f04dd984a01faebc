import type { FastifyRequest } from 'fastify'
import { Fault } from '../domain/fault.js'
import { type Acting, resolveActor } from '../site/act.js'
import type { Site } from '../site/site.js'

/** Headers that name the acting person of the roster until there is sign-in; ids are percent-encoded where they are not ASCII. */
export const actingHeaders = {
  'x-person': 'id of the acting person in the roster',
  'x-place': 'id of the place, served by this site, where the person acts',
  'x-organ': 'id of the organ acted for; the person’s first post at the place when absent',
  'x-mandate': 'hash of the villager’s mandate, where one was given',
} as const

/** Who says to be acting, as the headers tell it; whoever uses it has to ask the roster. */
export function statedActing(request: FastifyRequest): Acting {
  const header = (name: keyof typeof actingHeaders) => decoded(request.headers[name])
  const [person, place] = [header('x-person'), header('x-place')]
  if (person === null) throw new Fault('person/unknown', 'x-person')
  if (place === null) throw new Fault('person/not-posted', 'x-place')
  return { person, place, organ: header('x-organ'), mandate: header('x-mandate') }
}

/** Who acts, checked against the roster. */
export function actingOf(request: FastifyRequest, site: Site): Acting {
  const acting = statedActing(request)
  const actor = resolveActor(site, acting)
  if ('kind' in actor) throw new Fault(actor.code, actor.detail)
  return acting
}

function decoded(value: string | readonly string[] | undefined): string | null {
  if (typeof value !== 'string' || value === '') return null
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
