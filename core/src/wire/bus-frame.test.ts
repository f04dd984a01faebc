import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeSignedFrame, encodeSignedFrame, frameHead } from './bus-frame.js'
import { encodeFrame, type FrameBody } from './frame.js'

const linkId = 'a'.repeat(32)
const ask: FrameBody = { kind: 'ask', caseId: 'b'.repeat(32), from: 1, to: 2 }
const hello: FrameBody = {
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
}

describe('the head of a frame', () => {
  it.each([
    { what: 'a first Hello', frame: { linkId: null, session: 1, body: hello }, head: { linkId: '', session: 1, isHello: true } },
    {
      what: 'a later Hello',
      frame: { linkId, session: 2 ** 40, body: hello },
      head: { linkId, session: 2 ** 40, isHello: true },
    },
    { what: 'any other frame', frame: { linkId, session: 7, body: ask }, head: { linkId, session: 7, isHello: false } },
  ])('of $what is read without the rest', ({ frame, head }) => {
    expect(frameHead(encodeFrame(frame))).toEqual(head)
  })

  it('is unknown for bytes that are no frame, however they look', () => {
    for (const bytes of [[], [0x0a], [0x0a, 0x05, 0x61], [0x10], [0x10, 0x00], [0x10, 0xff], [0x52, 0x00], [0xff, 0xff]]) {
      expect({ bytes, head: frameHead(Uint8Array.from(bytes)) }).toEqual({ bytes, head: null })
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => (frameHead(bytes)?.session ?? 1) > 0))
  })
})

describe('a signed frame', () => {
  it('comes back as it was sent', () => {
    const signed = { frame: Uint8Array.of(1, 2, 3), mac: new Uint8Array(32).fill(9) }
    const read = decodeSignedFrame(encodeSignedFrame(signed))
    expect([read?.frame, read?.mac].map((bytes) => Uint8Array.from(bytes ?? []))).toEqual([signed.frame, signed.mac])
  })

  it('is nothing when the bytes are something else, another scheme included', () => {
    const otherScheme = Buffer.from(encodeSignedFrame({ frame: Uint8Array.of(1), mac: Uint8Array.of(2) }))
    otherScheme[otherScheme.length - 1] = 0x37
    for (const bytes of [otherScheme, Buffer.from('{"stream":"up_k1"}'), Buffer.of(0x0a, 0xff), Buffer.alloc(0)]) {
      expect(decodeSignedFrame(bytes)).toBeNull()
    }
  })
})
