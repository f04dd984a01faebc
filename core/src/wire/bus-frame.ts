import { BinaryReader } from '@bufbuild/protobuf/wire'
import { MacFrame } from './gen/liandong/link/v1/frame.js'

/** What a bus needs of a frame: where it belongs. The rest stays unread. */
export interface FrameHead {
  /** Empty in a first Hello. */
  readonly linkId: string
  readonly session: number
  readonly isHello: boolean
}

/** A frame as it lies on the bus, with the MAC that names its sender. */
export interface SignedFrame {
  readonly frame: Uint8Array
  readonly mac: Uint8Array
}

const macScheme = 'hmac-sha256'
/** Numbers and wire types of `Frame`'s fields link_id, session and hello. */
const tag = { linkId: 10, session: 16, hello: 82 } as const

/** Reads the fields in front of a frame's kind; null when the bytes do not begin so. */
export function frameHead(frame: Uint8Array): FrameHead | null {
  try {
    return readHead(new BinaryReader(frame))
  } catch {
    return null
  }
}

function readHead(reader: BinaryReader): FrameHead | null {
  let linkId = ''
  let session = 0
  let next = reader.uint32()
  if (next === tag.linkId) {
    linkId = reader.string()
    next = reader.uint32()
  }
  if (next === tag.session) {
    session = Number(reader.uint64())
    next = reader.pos < reader.len ? reader.uint32() : 0
  }
  return Number.isSafeInteger(session) && session > 0 ? { linkId, session, isHello: next === tag.hello } : null
}

export function encodeSignedFrame({ frame, mac }: SignedFrame): Uint8Array {
  return MacFrame.encode({ frame, mac, macScheme }).finish()
}

/** Null for bytes that are no MacFrame of the scheme known here. */
export function decodeSignedFrame(bytes: Uint8Array): SignedFrame | null {
  try {
    const signed = MacFrame.decode(bytes)
    return signed.macScheme === macScheme ? { frame: signed.frame, mac: signed.mac } : null
  } catch {
    return null
  }
}
