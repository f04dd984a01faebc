import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Fault } from '../../domain/fault.js'
import type { Rights } from '../../domain/rights/rights.js'
import { grantsFor, may } from '../../domain/rights/may.js'
import { currentPlace, currentSite, placesHostedBy, placesUnder } from '../../domain/roster-view.js'
import { machinesBelow } from '../../site/enrolment/listing.js'
import { NetworkBook } from '../../site/network/book.js'
import { callsOf } from '../../site/network/calls.js'
import { ringing } from '../../site/network/ring.js'
import type { NetworkRow } from '../../site/network/rows.js'
import { storyOf } from '../../site/network/story.js'
import { findPlace } from '../../site/query/directory.js'
import { placeNamed, siteNamed } from '../../site/query/names.js'
import { listParked } from '../../site/query/traffic.js'
import type { Site } from '../../site/site.js'
import { randomHex } from '../../wire/hash.js'
import { actingOf } from '../acting.js'
import type { CounterDoors } from '../doors.js'
import { rightsOfRequest } from '../lock.js'
import type { Routes } from '../plugin.js'
import { linkView } from '../routes/links.js'
import { record } from '../schemas/common.js'
import { ATTENTION, NETWORK_PAGE, PLACE_NETWORK } from './schemas.js'

const tags = ['network']

/** 今日联系与全网: who needs a call, and how every place stands. Served by gateways. */
export const networkRoutes: Routes = (app, site, doors) => {
  const book = new NetworkBook(site, doors.links, randomHex(4))

  app.get(
    '/api/network',
    {
      config: { action: 'network.read' },
      schema: {
        tags,
        summary: '全网 every place, or what changed since a mark',
        querystring: record({ since: Type.Optional(Type.String({ maxLength: 40 })) }),
        response: { 200: NETWORK_PAGE },
      },
    },
    (request) => {
      actingOf(request, site)
      const isTheirs = theirs(request, site)
      const page = book.since(request.query.since ?? null)
      return { ...page, rows: page.rows.filter(isTheirs) }
    },
  )

  app.get(
    '/api/attention',
    {
      config: { action: 'network.read' },
      schema: { tags, summary: '今日联系 who needs a call', response: { 200: ATTENTION } },
    },
    (request) => {
      actingOf(request, site)
      return attention(request, site, book.rows().filter(theirs(request, site)))
    },
  )

  app.get(
    '/api/network/places/:place',
    {
      config: { action: 'network.read' },
      schema: {
        tags,
        summary: '一个站点的线路 one place with its story',
        params: record({ place: Type.String({ minLength: 1, maxLength: 140 }) }),
        response: { 200: PLACE_NETWORK },
      },
    },
    (request) => {
      actingOf(request, site)
      const { place } = request.params
      const row = book.rows().find(({ id }) => id === place)
      if (row === undefined || !theirs(request, site)(row)) throw new Fault('place/unknown', place)
      return onePlace(request, site, doors, row)
    },
  )
}

/** The rows below the places somebody's roles are held at. */
function theirs(request: FastifyRequest, site: Site): (row: NetworkRow) => boolean {
  const heads = grantsFor(rightsOfRequest(request, site), 'network.read').map(({ place }) => place)
  const area = new Set(heads.flatMap((place) => placesUnder(site.roster, place)))
  const isTop = heads.some((place) => currentPlace(site.roster, place)?.parent === null)
  return ({ id, parent }) => isTop || area.has(id) || (parent !== null && area.has(parent))
}

/** Who looks after places rings them; others need no numbers, so they see them masked. */
function ringsPlaces(rights: Rights): boolean {
  return may(rights, 'parked.retry')
}

function attention(request: FastifyRequest, site: Site, rows: readonly NetworkRow[]) {
  const ring = ringing(site, ringsPlaces(rightsOfRequest(request, site)))
  const calls = callsOf(site, rows).map(({ row, reasons }) => ({
    place: { id: row.id, name: row.name },
    under: row.parent === null ? null : placeNamed(site, row.parent),
    site: row.site,
    line: row.line,
    openNow: row.openNow,
    reasons,
    ring: ring(row.kind === 'machine' ? (row.parent ?? '') : row.id),
  }))
  const count = (line: NetworkRow['line']) => rows.filter((row) => row.line === line && row.kind !== 'machine').length
  const quiet = {
    up: count('up') + count('here'),
    asleep: count('asleep'),
    all: rows.filter(({ kind }) => kind !== 'machine').length,
  }
  return { asOfMs: site.clock.now().estimateMs, calls, quiet }
}

function onePlace(request: FastifyRequest, site: Site, doors: CounterDoors, row: NetworkRow) {
  const rights = rightsOfRequest(request, site)
  const place = row.kind === 'machine' ? null : (findPlace(site, row.id)?.place ?? null)
  const standIn = place?.standInPlace ?? null
  const link = doors.links().find(({ peer }) => peer === row.site) ?? null
  const isChild = currentSite(site.roster, row.site)?.parent === site.id
  return {
    asOfMs: site.clock.now().estimateMs,
    row,
    place,
    under: row.parent === null ? null : placeNamed(site, row.parent),
    standIn: standIn === null ? null : placeNamed(site, standIn),
    machine: machineOf(site, row.site),
    hosted: placesHostedBy(site.roster, row.site)
      .filter(({ id }) => id !== row.id)
      .map(({ id, name }) => ({ id, name })),
    ring: ringing(site, ringsPlaces(rights))(row.kind === 'machine' ? (row.parent ?? '') : row.id),
    story: storyOf(site, row.site, place?.id ?? null),
    link: link === null ? null : linkView(site, link),
    parked: may(rights, 'parked.read') ? listParked(site).filter(({ from }) => from.id === row.site) : [],
    may: {
      enrol: isChild && may(rights, 'enrolment.make-code'),
      revoke: row.site !== site.id && may(rights, 'site.revoke'),
      test: row.site === site.id || row.site === site.parent,
      repair: may(rights, 'parked.retry'),
    },
  }
}

function machineOf(site: Site, id: string) {
  const found = machinesBelow(site).find((machine) => machine.site === id)
  if (found === undefined) return null
  const { generation, trust, state } = found
  const { fingerprint, issuedMs, renewByMs, revokedMs } = trust
  return { site: siteNamed(site, id), generation, fingerprint, issuedMs, renewByMs, revokedMs, state }
}
