import { Type } from 'typebox'
import { Fault } from '../../domain/fault.js'
import { findPlace, listOrgans, listPersons, listPlaces } from '../../site/query/directory.js'
import type { Site } from '../../site/site.js'
import { actingOf } from '../acting.js'
import type { App, Routes } from '../plugin.js'
import { COUNT, DATE, ID, LEVEL, list, MS, NAMED, record } from '../schemas/common.js'
import { ORGAN, PERSON, PLACE_LINE } from '../schemas/roster.js'

const tags = ['places']
const PLACES = record({
  under: Type.Optional(ID),
  level: Type.Optional(LEVEL),
  here: Type.Optional(Type.Boolean()),
  text: Type.Optional(Type.String({ maxLength: 100 })),
})
/** What hangs on a place: shown before its life, hours or host change. */
const STAKE = record({
  /** Open cases served or begun there, and drafts here. */
  cases: COUNT,
  drafts: COUNT,
  /** Places that name it as the one that stands in, from today on. */
  standsInFor: list(Type.Object({ id: ID, name: Type.String() })),
  below: COUNT,
})
export const PLACE_PAGE = record({
  asOfMs: MS,
  /** Of the roster, to be given back with a change. */
  version: COUNT,
  today: DATE,
  place: PLACE_LINE,
  host: NAMED,
  organs: list(ORGAN),
  persons: list(PERSON),
  stake: STAKE,
})

/** 服务站点、部门、人员, as the roster knows them today. */
export const placeRoutes: Routes = (app, site) => {
  app.get(
    '/api/places',
    {
      config: { action: 'directory.read' },
      schema: {
        tags,
        summary: '站点 places',
        querystring: PLACES,
        response: { 200: record({ asOfMs: MS, places: list(PLACE_LINE) }) },
      },
    },
    (request) => {
      actingOf(request, site)
      return { asOfMs: site.clock.now().estimateMs, places: listPlaces(site, request.query) }
    },
  )

  app.get(
    '/api/places/:place',
    {
      config: { action: 'directory.read' },
      schema: { tags, summary: '一个站点 one place', params: record({ place: ID }), response: { 200: PLACE_PAGE } },
    },
    (request) => {
      actingOf(request, site)
      const found = findPlace(site, request.params.place)
      if (found === null) throw new Fault('place/unknown', request.params.place)
      return found
    },
  )
  directoryRoutes(app, site)
}

function directoryRoutes(app: App, site: Site): void {
  app.get(
    '/api/organs',
    {
      config: { action: 'directory.read' },
      schema: {
        tags,
        summary: '部门 organs',
        querystring: record({ level: Type.Optional(LEVEL), place: Type.Optional(ID) }),
        response: { 200: record({ organs: list(ORGAN) }) },
      },
    },
    (request) => {
      actingOf(request, site)
      return { organs: listOrgans(site, request.query) }
    },
  )

  app.get(
    '/api/persons',
    {
      config: { action: 'directory.read' },
      schema: {
        tags,
        summary: '人员 persons',
        querystring: record({ place: Type.Optional(ID) }),
        response: { 200: record({ persons: list(PERSON) }) },
      },
    },
    (request) => {
      actingOf(request, site)
      return { persons: listPersons(site, request.query) }
    },
  )
}
