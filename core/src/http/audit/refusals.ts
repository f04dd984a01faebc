import type { FastifyRequest } from 'fastify'
import { currentPlace } from '../../domain/roster-view.js'
import { auditRefusal } from '../../site/audit/audit.js'
import type { Site } from '../../site/site.js'
import { faultTable } from '../../wire/faults/fault-table.js'
import type { App } from '../plugin.js'

/** Every request that was denied goes into the audit log, by its route and never by what it carried. */
export function auditRefusals(app: App, site: Site): void {
  app.addHook('onResponse', async (request) => {
    const { faultCode } = request
    if (faultCode === undefined) return
    if (request.isDenied !== true && faultTable[faultCode].http !== 403) return
    const person = request.signedIn?.person ?? null
    const place = placeOf(request, site)
    const subject = `${request.method} ${request.routeOptions.url ?? ''}${caseOf(request)}`
    auditRefusal(site, person ?? request.ip, { person, place, subject, outcome: faultCode })
  })
}

/** Only what the roster knows: anything may stand in a header. */
function placeOf({ headers }: FastifyRequest, site: Site): string | null {
  const place = headers['x-place']
  return typeof place === 'string' && currentPlace(site.roster, place) !== null ? place : null
}

function caseOf({ params }: FastifyRequest): string {
  const id = (params as Readonly<Record<string, unknown>> | undefined)?.['case']
  return typeof id === 'string' && /^[0-9a-f]{32}$/.test(id) ? ` ${id}` : ''
}
