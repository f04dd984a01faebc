import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '../../domain/fault.js'
import type { Logger } from '../../runtime/logger.js'

/** How often one address may ask for things of a kind. */
export type Rate = 'read' | 'write' | 'upload' | 'sign-in' | 'public'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Which count a request goes to; by its method and whether it brings a file when absent. */
    rate?: Rate
  }
}

interface Bound {
  readonly max: number
  readonly timeWindow: number
}

const SHORT_MS = 10_000
const MINUTE_MS = 60_000

/**
 * A hall's hundred windows may come from one address. A window asks some ten things for a page and sends three acts a minute; at a
 * morning's start all of them sign in at once, some twice. Villagers behind one carrier's address share the public count.
 */
const bounds: Readonly<Record<Rate, Bound>> = {
  read: { max: 2_000, timeWindow: SHORT_MS },
  write: { max: 400, timeWindow: SHORT_MS },
  upload: { max: 200, timeWindow: SHORT_MS },
  'sign-in': { max: 300, timeWindow: MINUTE_MS },
  public: { max: 60, timeWindow: MINUTE_MS },
}

/** One flood is one line of the log each so often, not one for each of its requests. */
const SAY_AGAIN_MS = 10_000

/** The desk at this very machine: who sits there can stop the program anyway. */
const desk = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Refuses with `http/too-many` and Retry-After whoever asks too often, before a body is read; public routes count the own machine too. */
export function limitRates(app: FastifyInstance, logger: Logger): void {
  let allowed: ((request: FastifyRequest, rate: Rate) => Promise<number | null>) | null = null
  let saidMs = Number.NEGATIVE_INFINITY
  app.register(rateLimit, { global: false })
  app.addHook('onRequest', async (request, reply) => {
    allowed ??= counters(app)
    const retryAfterSeconds = await allowed(request, rateOf(request))
    if (retryAfterSeconds === null) return
    void reply.header('retry-after', Math.max(1, retryAfterSeconds))
    if (performance.now() - saidMs > SAY_AGAIN_MS) {
      saidMs = performance.now()
      logger.warn('an address asks too often', { address: request.ip, code: 'http/too-many' })
    }
    throw new Fault('http/too-many')
  })
}

/** Answers after how many seconds to come again; null who may come now. */
function counters(app: FastifyInstance) {
  const limiters = Object.fromEntries(
    Object.entries(bounds).map(([rate, bound]) => [rate, app.createRateLimit(bound)]),
  ) as Readonly<Record<Rate, ReturnType<FastifyInstance['createRateLimit']>>>
  return async (request: FastifyRequest, rate: Rate): Promise<number | null> => {
    if (rate !== 'public' && desk.has(request.ip)) return null
    const counted = await limiters[rate](request)
    return !counted.isAllowed && counted.isExceeded ? counted.ttlInSeconds : null
  }
}

function rateOf({ method, routeOptions: { config } }: FastifyRequest): Rate {
  if (config.rate !== undefined) return config.rate
  if (config.bytes === 'in') return 'upload'
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write'
}
