import { Type } from 'typebox'
import type { Refusal } from '../../domain/decider.js'
import { peopleOf } from '../../domain/accounts/askers.js'
import { accountsOf, changeAccounts, confirmChange, refuseChangeAsked } from '../../site/accounts/accounts.js'
import type { ChangeOutcome } from '../../site/accounts/decide.js'
import { resetPassword, resetPin } from '../../site/accounts/reset.js'
import { openResets } from '../../site/accounts/second-for-reset.js'
import { personNamed } from '../../site/query/names.js'
import type { Site } from '../../site/site.js'
import type { StoredReset } from '../../store/people/password-resets.js'
import type { StoredAccountAsk } from '../../store/people/account-asks.js'
import { actingOf } from '../acting.js'
import type { App, Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { HEX_ID, ID, list, MS, record } from '../schemas/common.js'
import { ACCOUNT_LINE, FIRST_PASSWORD, NEW_ACCOUNT, NEW_ROLES, NEW_STATE, OUTCOME, WAITING } from './account-schemas.js'

const tags = ['accounts']
const params = record({ person: ID })

/** 账号: what a security administrator keeps of the own people. Served by gateways; a county's changes are the city's to make. */
export const accountRoutes: Routes = (app, site) => {
  addLists(app, site)
  addChanges(app, site)
  addSecondPerson(app, site)
  addResets(app, site)
}

function addLists(app: App, site: Site): void {
  const answer = record({ asOfMs: MS, accounts: list(ACCOUNT_LINE), waiting: list(WAITING) })
  app.get(
    '/api/accounts',
    {
      config: { action: 'account.read' },
      schema: { tags, summary: '账号 accounts, and changes that wait', response: { 200: answer } },
    },
    (request) => {
      const { person } = actingOf(request, site)
      const resets = openResets(site).map((reset) => resetLine(site, reset))
      const waiting = [...resets, ...site.store.people.accountAsks.recent().map((ask) => waitingLine(site, ask))]
      return { asOfMs: site.clock.now().estimateMs, accounts: [...accountsOf(site, person)], waiting }
    },
  )
}

function addChanges(app: App, site: Site): void {
  const config = { action: 'account.change' as const }

  app.post(
    '/api/accounts',
    { config, schema: { tags, summary: '开立账号 open', body: NEW_ACCOUNT, response: { 202: OUTCOME } } },
    async (request, reply) => {
      const { person: by } = actingOf(request, site)
      return reply.code(202).send(outcomeOf(await changeAccounts(site, { do: 'open', ...request.body }, by)))
    },
  )

  app.put(
    '/api/accounts/:person/roles',
    { config, schema: { tags, summary: '调整角色 give and take roles', params, body: NEW_ROLES, response: { 202: OUTCOME } } },
    async (request, reply) => {
      const { person: by } = actingOf(request, site)
      const change = { do: 'set-roles', person: request.params.person, roles: request.body.roles } as const
      return reply.code(202).send(outcomeOf(await changeAccounts(site, change, by)))
    },
  )

  app.put(
    '/api/accounts/:person/state',
    {
      config,
      schema: { tags, summary: '停用、启用、注销 lock, unlock, close', params, body: NEW_STATE, response: { 202: OUTCOME } },
    },
    async (request, reply) => {
      const { person: by } = actingOf(request, site)
      const change = { do: states[request.body.state], person: request.params.person }
      return reply.code(202).send(outcomeOf(await changeAccounts(site, change, by)))
    },
  )
}

function addSecondPerson(app: App, site: Site): void {
  app.post(
    '/api/accounts/changes/:change/confirmation',
    {
      config: { action: 'account.confirm' },
      schema: {
        tags,
        summary: '第二人确认授予管理角色 confirm',
        params: record({ change: HEX_ID }),
        body: record({}),
        response: { 200: OUTCOME },
      },
    },
    async (request) => {
      const { person } = actingOf(request, site)
      return outcomeOf(await confirmChange(site, request.params.change, person))
    },
  )

  app.delete(
    '/api/accounts/changes/:change',
    {
      config: { action: 'account.confirm' },
      schema: { tags, summary: '不同意 do not agree', params: record({ change: HEX_ID }), response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const { person } = actingOf(request, site)
      answered(await refuseChangeAsked(site, request.params.change, person))
      return reply.code(204).send(null)
    },
  )
}

const states = { active: 'unlock', closed: 'lock', left: 'close' } as const

function addResets(app: App, site: Site): void {
  const config = { action: 'account.change' as const }

  app.post(
    '/api/accounts/:person/password',
    {
      config,
      schema: {
        tags,
        summary: '重置密码 first password, shown once',
        params,
        body: record({ newSeed: Type.Boolean() }),
        response: { 201: FIRST_PASSWORD, 202: OUTCOME },
      },
    },
    async (request, reply) => {
      const { person: by } = actingOf(request, site)
      const wanted = { person: request.params.person, newSeed: request.body.newSeed }
      const made = answered(await resetPassword(site, wanted, by))
      if (made.kind === 'proposed') return reply.code(202).send(shownOutcome(made))
      const { password, oneTimeCodes } = made
      return reply.header('cache-control', 'no-store').code(201).send({ password, oneTimeCodes })
    },
  )

  app.delete(
    '/api/accounts/:person/pin',
    { config, schema: { tags, summary: '作废 PIN void the PIN', params, response: { 204: Type.Null() } } },
    async (request, reply) => {
      const { person: by } = actingOf(request, site)
      answered(await resetPin(site, request.params.person, by))
      return reply.code(204).send(null)
    },
  )
}

/** As a page is told it; refusals become problem documents. */
export function outcomeOf(made: ChangeOutcome) {
  return shownOutcome(answered(made))
}

export function shownOutcome(outcome: Exclude<ChangeOutcome, Refusal>) {
  const isDone = outcome.kind === 'done'
  return { outcome: outcome.kind, id: isDone ? null : outcome.id, version: isDone ? outcome.version : null }
}

function resetLine(site: Site, { id, person, by, second, atMs }: StoredReset) {
  return {
    id,
    state: second === null ? ('proposed' as const) : ('agreed' as const),
    what: 'reset-password' as const,
    people: [personNamed(site, person)],
    roles: [],
    by: personNamed(site, by),
    second: second === null ? null : personNamed(site, second),
    atMs,
    code: null,
    detail: '',
  }
}

function waitingLine(site: Site, { id, state, change, by, second, atMs, code, detail }: StoredAccountAsk) {
  return {
    id,
    state,
    what: change.do,
    people: peopleOf(change).map((person) => personNamed(site, person)),
    roles: change.do === 'open' || change.do === 'set-roles' ? [...change.roles] : [],
    by: personNamed(site, by),
    second: second === null ? null : personNamed(site, second),
    atMs,
    code,
    detail,
  }
}
