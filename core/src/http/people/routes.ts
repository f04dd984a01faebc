import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import type { Refusal } from '../../domain/decider.js'
import { Fault } from '../../domain/fault.js'
import { accountAt } from '../../domain/people/accounts.js'
import { contactOf } from '../../site/people/contact.js'
import { desksOf, mayUsePin } from '../../site/people/desks.js'
import { HashSlots } from '../../site/people/hashing.js'
import { type Changed, changePassword, setPin } from '../../site/people/passwords.js'
import { pageSecretOf, sessionOf, signOut } from '../../site/people/sessions.js'
import { signIn } from '../../site/people/sign-in.js'
import { organNamed, personNamed, placeNamed } from '../../site/query/names.js'
import type { Site } from '../../site/site.js'
import { problemOf } from '../../wire/field-problems.js'
import type { App, Routes } from '../plugin.js'
import { InputFault } from '../refuse.js'
import { cookieOf, giveMachine, giveSession, MACHINE_COOKIE, SESSION_COOKIE, takeSession } from './cookies.js'
import { NEW_PASSWORD, NEW_PIN, SESSION, SIGN_IN } from './schemas.js'
import { signedIn } from './signed-in.js'

const tags = ['session']
const rate = 'sign-in'

/** 登录、退出、改密码: how people come in and go. */
export const sessionRoutes: Routes = (app, site) => {
  const slots = new HashSlots()

  app.post(
    '/api/session',
    {
      config: { action: 'public', rate, signsIn: true },
      schema: { tags, summary: '登录 sign in', body: SIGN_IN, response: { 201: SESSION } },
    },
    async (request, reply) => {
      const { login, password, pin, totp } = request.body
      const secret = password ?? pin
      if (secret === undefined) throw new InputFault('input/invalid', 'password', [problemOf('/password', 'other')])
      const machine = cookieOf(request, MACHINE_COOKIE)
      const typed = { login, secret, isPin: password === undefined, code: totp ?? null }
      const outcome = await signIn(site, slots, { ...typed, machine, address: request.ip })
      if (outcome.kind === 'refused') return refuse(outcome, reply)
      await leaveSession(site, request)
      giveSession(request, reply, outcome.token)
      if (outcome.machine !== null) giveMachine(request, reply, outcome.machine)
      return reply.code(201).send(shown(site, outcome.person, outcome.token))
    },
  )

  app.get(
    '/api/session',
    {
      config: { action: 'signed-in', beforePassword: true },
      schema: { tags, summary: '当前登录 who is signed in', response: { 200: SESSION } },
    },
    (request) => shown(site, signedIn(request).person, cookieOf(request, SESSION_COOKIE) ?? ''),
  )

  app.delete(
    '/api/session',
    {
      config: { action: 'signed-in', beforePassword: true },
      schema: { tags, summary: '退出 sign out', response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await signOut(site, signedIn(request))
      takeSession(request, reply)
      return reply.code(204).send(null)
    },
  )

  addChanges(app, site, slots)
}

function addChanges(app: App, site: Site, slots: HashSlots): void {
  app.post(
    '/api/session/password',
    {
      config: { action: 'signed-in', beforePassword: true, rate },
      schema: { tags, summary: '修改密码 change password', body: NEW_PASSWORD, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const change = { ...request.body, address: request.ip }
      return answerChange(await changePassword(site, slots, signedIn(request), change), reply)
    },
  )

  app.post(
    '/api/session/pin',
    {
      config: { action: 'signed-in', rate },
      schema: { tags, summary: '设置 PIN set the PIN', body: NEW_PIN, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const change = { ...request.body, address: request.ip }
      return answerChange(await setPin(site, slots, signedIn(request), change), reply)
    },
  )
}

/** The one who sat there before has gone, when another signs in. */
async function leaveSession(site: Site, request: FastifyRequest): Promise<void> {
  const token = cookieOf(request, SESSION_COOKIE)
  const before = token === null ? null : sessionOf(site, token)
  if (before !== null) await signOut(site, before)
}

function shown(site: Site, person: string, token: string): Static<typeof SESSION> {
  const account = accountAt(site.roster, person)
  const contact = contactOf(site)
  return {
    person,
    name: personNamed(site, person).name,
    login: account?.login ?? '',
    roles: [...(account?.roles ?? [])],
    desks: desksOf(site, person).map(({ place, organ }) => {
      return { person: personNamed(site, person), place: placeNamed(site, place), organ: organNamed(site, organ) }
    }),
    csrf: pageSecretOf(token),
    mustChangePassword: sessionOf(site, token)?.mustChange ?? false,
    mayUsePin: mayUsePin(site, person),
    idleMinutes: site.roster.policy.idleMinutes,
    contact: contact === null ? null : { lastMs: contact.lastMs, untilMs: contact.untilMs, isNearEnd: contact.isNearEnd },
  }
}

function answerChange(changed: Changed, reply: FastifyReply): FastifyReply {
  return changed.kind === 'refused' ? refuse(changed, reply) : reply.code(204).send(null)
}

/** Says how long to wait also to programs. */
function refuse(refusal: Refusal & { readonly rules?: readonly string[] }, reply: FastifyReply): never {
  if (refusal.code === 'sign-in/locked') void reply.header('retry-after', refusal.detail)
  throw new Fault(refusal.code, refusal.detail)
}
