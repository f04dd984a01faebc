import { createHmac, timingSafeEqual } from 'node:crypto'
import { Fault } from '../../domain/fault.js'
import type { Secret } from '../../runtime/secret.js'
import { decodeSignedFrame, encodeSignedFrame } from '../../wire/bus-frame.js'

/** Signs and checks the frames between two gateways. */
export interface FrameMac {
  sign(subject: string, frame: Uint8Array): Uint8Array
  /** The frame, when it was signed for that subject; null for anything else. */
  open(subject: string, bytes: Uint8Array): Uint8Array | null
}

const keyBytes = 32

/**
 * The MAC covers the subject too, so that a frame of one county, direction, link and session is worth nothing in another: the broker
 * lets a user have its own answers written to any subject, and permissions do not see it.
 */
export function frameMac(keyInHex: Secret): FrameMac {
  const key = Buffer.from(keyInHex.reveal(), 'hex')
  if (key.byteLength !== keyBytes) throw new Fault('config/invalid', `a link's MAC key has ${keyBytes} bytes in hexadecimal`)
  const macOf = (subject: string, frame: Uint8Array): Buffer =>
    createHmac('sha256', key).update(subject).update('\0').update(frame).digest()
  return {
    sign: (subject, frame) => encodeSignedFrame({ frame, mac: macOf(subject, frame) }),
    open: (subject, bytes) => {
      const signed = decodeSignedFrame(bytes)
      if (signed === null) return null
      const mac = macOf(subject, signed.frame)
      return signed.mac.byteLength === mac.byteLength && timingSafeEqual(signed.mac, mac) ? signed.frame : null
    },
  }
}
