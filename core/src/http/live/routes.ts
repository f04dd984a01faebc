import { PassThrough } from 'node:stream'
import { Type } from 'typebox'
import { Fault } from '../../domain/fault.js'
import { systemClock } from '../../runtime/clock.js'
import { sessionOf } from '../../site/people/sessions.js'
import { CHANGE_KINDS } from '../../store/file/watch-tables.js'
import { cookieOf, SESSION_COOKIE } from '../people/cookies.js'
import { signedIn } from '../people/signed-in.js'
import type { Routes } from '../plugin.js'
import { Live } from './live.js'

/** A reader this far behind is gone or asleep; it asks anew when it wakes. */
const MOST_UNREAD_BYTES = 64 * 1024

/** What an event `changed` says; sent is a stream of them. */
const CHANGED = Type.Unsafe<unknown>(Type.Object({ kinds: Type.Array(Type.Enum([...CHANGE_KINDS])) }))

/** 实时更新: that something people look at changed here, never what; as server-sent events (HTML, section 9.2). */
export const liveRoutes: Routes = (app, site) => {
  // By real time, also where a test holds the site's clock.
  const live = new Live(site.changes, systemClock)
  // Before the server waits for its connections to end by themselves.
  app.addHook('preClose', async () => live.close())

  app.get(
    '/api/changes',
    {
      config: { action: 'signed-in', polled: true, unattended: true },
      schema: {
        tags: ['session'],
        summary: '实时更新 kinds of what changes here, as text/event-stream',
        response: { 200: { description: 'event: changed', content: { 'text/event-stream': { schema: CHANGED } } } },
      },
    },
    (request, reply) => {
      const { tokenHash } = signedIn(request)
      if (live.isFull) throw new Fault('http/too-many')
      const token = cookieOf(request, SESSION_COOKIE)
      const stream = new PassThrough()
      const leave = live.join({
        session: tokenHash,
        isAlive: () => token === null || sessionOf(site, token, false) !== null,
        write: (text) => {
          stream.write(text)
          return stream.writableLength + stream.readableLength < MOST_UNREAD_BYTES
        },
        end: () => stream.end(),
      })
      stream.once('close', leave)
      return reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store, no-transform')
        .header('x-accel-buffering', 'no')
        .send(stream)
    },
  )
}
