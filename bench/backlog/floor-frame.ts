/** A run of numbered events: the first number, then each event behind its length. */
export interface FloorFrame {
  readonly first: number
  readonly events: readonly Buffer[]
}

const NUMBER_BYTES = 4

export function encodeFrame({ first, events }: FloorFrame): Buffer {
  const size = events.reduce((sum, event) => sum + NUMBER_BYTES + event.length, NUMBER_BYTES)
  const frame = Buffer.allocUnsafe(size)
  let at = frame.writeUInt32BE(first)
  for (const event of events) {
    at = frame.writeUInt32BE(event.length, at)
    at += event.copy(frame, at)
  }
  return frame
}

export function decodeFrame(frame: Buffer): FloorFrame {
  const events: Buffer[] = []
  let at = NUMBER_BYTES
  while (at < frame.length) {
    const size = frame.readUInt32BE(at)
    at += NUMBER_BYTES
    events.push(frame.subarray(at, at + size))
    at += size
  }
  return { first: frame.readUInt32BE(0), events }
}
