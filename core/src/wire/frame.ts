import { Fault } from '../domain/fault.js'
import * as gen from './gen/liandong/link/v1/frame.js'
import * as check from './parts/checks.js'
import { encodeWhole } from './parts/encoding.js'
import { fromFrameKind, kindWords } from './frames/frame-decode.js'
import { kindNumbers, toFrameKind } from './frames/frame-encode.js'
import { type FrameBody, type LinkFrame, MAX_FRAME_BYTES, type MessageKind } from './frames/link-frame.js'

export type * from './frames/link-frame.js'
export { LANES, MAX_FRAME_BYTES } from './frames/link-frame.js'

/** The number a kind of message has on the wire and in lane entries. */
export function kindNumber(kind: MessageKind): number {
  return kindNumbers[kind]
}

/** The kind that has this number; null for one this version does not know. */
export function kindOfNumber(number: number): MessageKind | null {
  return kindWords.get(number) ?? null
}

/** Encodes a frame; one above the limit is the sender's mistake and throws `link/frame-too-large`. */
export function encodeFrame(frame: LinkFrame & { readonly body: FrameBody }): Uint8Array {
  const { linkId, session, body } = frame
  const bytes = encodeWhole(gen.Frame, { linkId: linkId ?? '', session, kind: toFrameKind(body) })
  if (bytes.byteLength > MAX_FRAME_BYTES) throw new Fault('link/frame-too-large', `${bytes.byteLength} bytes`)
  return bytes
}

/** Reads a frame from anywhere; throws a Fault `link/malformed-frame` or `link/frame-too-large` and nothing else. */
export function decodeFrame(bytes: Uint8Array): LinkFrame {
  if (bytes.byteLength > MAX_FRAME_BYTES) throw new Fault('link/frame-too-large', `${bytes.byteLength} bytes`)
  return check.decoding('link/malformed-frame', () => {
    const { linkId, session, kind } = check.decodeWhole(gen.Frame, bytes)
    return {
      linkId: check.optionalId(linkId, 'link_id'),
      session,
      body: kind === undefined ? { kind: 'unknown' } : fromFrameKind(kind),
    }
  })
}
