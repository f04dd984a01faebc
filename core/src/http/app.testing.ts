import type { InjectOptions } from 'fastify'
import { captureLog } from '../runtime/captured-log.js'
import { type Counter, type CounterOptions, newRequestId, openCounter } from '../site/counter.testing.js'
import { randomHex } from '../wire/hash.js'
import { buildApp } from './app.js'
import { closedDoors, type CounterDoors } from './doors.js'
import type { WhoIs } from './people/signed-in.js'
import type { Routes } from './plugin.js'

/** Who acts in a call. */
export interface Who {
  readonly person: string
  readonly place: string
  readonly organ?: string
}

export const asProxy: Who = { person: 'proxy', place: 'a-station' }
export const asClerk: Who = { person: 'a-clerk', place: 'a-hall', organ: 'a-bureau' }

/** What a call answered, read as JSON where it is. */
export interface Answer<Body> {
  readonly status: number
  readonly body: Body
  readonly headers: Readonly<Record<string, unknown>>
  readonly raw: Buffer
}

/** An answer whose shape the test does not look into by name. */
export type AnyBody = Readonly<Record<string, unknown>>

/** No program reads it. */
const SAID_TO_BE = 'x-said-to-be'

const saidToBe: WhoIs = ({ headers }) => {
  const person = headers[SAID_TO_BE]
  return typeof person === 'string' ? { person, tokenHash: '', startedMs: 0, mustChange: false } : null
}

/** A real site behind its routes, called without a port; every answer is compared with its schema. */
export function openApp(
  id: Parameters<typeof openCounter>[0],
  options: CounterOptions & {
    readonly doors?: Partial<CounterDoors>
    readonly pages?: string | null
    readonly routes?: readonly Routes[]
    /** Whether people sign in as they do in programs; else each call says who it is, for tests of routes alone. */
    readonly signsIn?: boolean
    /** A site that is open already. */
    readonly counter?: Counter
    readonly practice?: boolean
  } = {},
) {
  const { doors, pages = null, routes = [], signsIn = false, practice = false, counter = openCounter(id, options) } = options
  const log = captureLog()
  const app = buildApp(counter.site, {
    logger: log.logger,
    doors: { ...closedDoors, ...doors },
    version: '0.1.0',
    randomHex,
    pages,
    routes,
    practice,
    checksAnswers: true,
    ...(!signsIn && { whoIs: saidToBe }),
  })

  async function call<Body = AnyBody>(
    who: Who | null,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: unknown,
    more: InjectOptions = {},
  ): Promise<Answer<Body>> {
    const acting =
      who === null
        ? {}
        : { [SAID_TO_BE]: who.person, 'x-place': who.place, ...(who.organ !== undefined && { 'x-organ': who.organ }) }
    const headers = { ...acting, ...more.headers }
    const answer = await app.inject({
      ...more,
      method,
      url,
      headers,
      ...(payload !== undefined && { payload: payload as object }),
    })
    const isJson = String(answer.headers['content-type'] ?? '').includes('json')
    return {
      status: answer.statusCode,
      body: (isJson && answer.body !== '' ? answer.json() : answer.body) as Body,
      headers: answer.headers,
      raw: answer.rawPayload,
    }
  }

  async function close(): Promise<void> {
    await app.close()
    counter.store.close()
  }

  return { ...counter, app, log, call, close, requestId: newRequestId }
}

export type TestApp = ReturnType<typeof openApp>
