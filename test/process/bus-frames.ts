import type { Channel } from '@liandong/core/link/channel.js'
import { decodeFrame, encodeFrame } from '@liandong/core/wire/frame.js'

const linkId = 'a'.repeat(32)

/** The first frame of a session. */
export function helloFrame(session: number): Uint8Array {
  return encodeFrame({
    linkId: null,
    session,
    body: {
      kind: 'hello',
      site: 'k1',
      store: 'b'.repeat(32),
      generation: 1,
      wireOldest: 1,
      wireNewest: 1,
      programVersion: '0',
      bodyTypes: [],
      lanes: [],
      clockMs: 0,
      rosterVersion: 1,
      instance: 'c'.repeat(32),
    },
  })
}

/** A frame a test can tell from others. */
export function textFrame(session: number, detail: string): Uint8Array {
  return encodeFrame({ linkId, session, body: { kind: 'stop', code: 'link/superseded', detail } })
}

/** A frame of about that many bytes, told from others by its number. */
export function largeFrame(session: number, number: number, bytes: number): Uint8Array {
  const body = {
    kind: 'chunk',
    caseId: 'd'.repeat(32),
    hash: 'e'.repeat(64),
    offset: number,
    data: new Uint8Array(bytes),
  } as const
  return encodeFrame({ linkId, session, body })
}

/** The texts of the frames that arrive, growing. */
export function texts(channel: Channel): string[] {
  const arrived: string[] = []
  channel.onFrame((bytes) => {
    const { body, session } = decodeFrame(bytes)
    if (body.kind === 'stop') arrived.push(body.detail)
    else arrived.push(body.kind === 'chunk' ? `chunk ${body.offset}` : `${body.kind} ${session}`)
  })
  return arrived
}
