import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '../../domain/fault.js'
import { signedIn } from '../people/signed-in.js'

/** Bodies lie in memory until they are whole: four scans of 50 MB at a time, or forty of a usual size. */
const MOST_BYTES = 200 * 1024 * 1024
/** One address leaves room for the others. */
const MOST_SHARE = 0.75
/** What a body without a stated length may become. */
const UNSTATED_BYTES = 50 * 1024 * 1024
const RETRY_SECONDS = 5

/** Keeps what uploads hold in memory below a bound: one too many is told `http/too-many` before it is read. */
export function boundUploads(app: FastifyInstance): void {
  const underWay = new Map<FastifyRequest, number>()
  const bytesOf = (address: string | null) =>
    [...underWay].reduce((sum, [{ ip }, bytes]) => sum + (address === null || ip === address ? bytes : 0), 0)

  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.bytes !== 'in') return
    // Fifty megabytes are read for nobody in particular.
    signedIn(request)
    const bytes = statedBytes(request)
    const fits = bytesOf(null) + bytes <= MOST_BYTES && bytesOf(request.ip) + bytes <= MOST_BYTES * MOST_SHARE
    // The only one is let in whatever it says: the route’s own limit judges it.
    if (!fits && underWay.size > 0) {
      void reply.header('retry-after', RETRY_SECONDS)
      throw new Fault('http/too-many', 'uploads')
    }
    underWay.set(request, bytes)
    reply.raw.once('close', () => underWay.delete(request))
  })
  app.addHook('onResponse', async (request) => void underWay.delete(request))
}

function statedBytes({ headers }: FastifyRequest): number {
  const stated = Number(headers['content-length'] ?? Number.NaN)
  return Number.isSafeInteger(stated) && stated >= 0 ? stated : UNSTATED_BYTES
}
