import { Type } from 'typebox'
import { actingOf } from '../acting.js'
import type { App, Routes } from '../plugin.js'
import { HEX_ID, MS, oneOf, record } from '../schemas/common.js'
import { FILE_POLICY } from '../security/headers.js'
import type { PhoneCamera } from './phone-camera.js'

export const AWAITED = record({
  id: HEX_ID,
  address: Type.String(),
  untilMs: MS,
  fingerprint: Type.String(),
  isGiven: Type.Boolean(),
})
const STATE = record({ state: oneOf('waiting', 'opened', 'arrived', 'over') })
const params = record({ ticket: HEX_ID })
const tags = ['papers']

/** 用手机拍: a desk asks for a picture, looks whether it came, and fetches it once. Served by stations' agents. */
export function phoneRoutes(camera: PhoneCamera): Routes {
  return (app, site) => {
    app.post(
      '/api/phone-pictures',
      {
        config: { action: 'paper.add' },
        schema: {
          tags,
          summary: '用手机拍一页 wait for a picture from a phone',
          body: record({ label: Type.String({ minLength: 1, maxLength: 200 }) }),
          response: { 201: AWAITED },
        },
      },
      async (request, reply) => {
        const { person } = actingOf(request, site)
        return reply.code(201).send(await camera.ask(person, request.body.label))
      },
    )
    pictureRoutes(app, site, camera)
  }
}

function pictureRoutes(app: App, site: Parameters<Routes>[1], camera: PhoneCamera): void {
  app.get(
    '/api/phone-pictures/:ticket',
    {
      config: { action: 'paper.add' },
      schema: { tags, summary: '照片到了没有 whether it came', params, response: { 200: STATE } },
    },
    (request) => ({ state: camera.stateOf(request.params.ticket, actingOf(request, site).person) }),
  )

  app.get(
    '/api/phone-pictures/:ticket/picture',
    { config: { action: 'paper.add', bytes: 'out' }, schema: { tags, summary: '取走照片 fetch it, once', params } },
    (request, reply) => {
      const { content, mediaType } = camera.take(request.params.ticket, actingOf(request, site).person)
      return reply.header('content-security-policy', FILE_POLICY).type(mediaType).send(content)
    },
  )

  app.delete(
    '/api/phone-pictures/:ticket',
    {
      config: { action: 'paper.add' },
      schema: { tags, summary: '不等了 wait no longer', params, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      camera.cancel(request.params.ticket, actingOf(request, site).person)
      return reply.code(204).send(null)
    },
  )
}
