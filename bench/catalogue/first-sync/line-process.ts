import { connect, createServer, type Socket } from 'node:net'
import { serve } from '../../harness/serve.js'

/** As large as what one Ethernet frame carries, so that a short message waits behind one packet and not behind a megabyte. */
const PACKET_BYTES = 1448

/** One direction of the line: packets leave one after the other, each as long as the rate says. */
interface Direction {
  bytes: number
  freeMs: number
}

const down: Direction = { bytes: 0, freeMs: 0 }
const up: Direction = { bytes: 0, freeMs: 0 }

/** A line of that rate each way to a port of this machine; answers the port to dial. All connections share it. */
function start({ to, bytesPerSecond }: { readonly to: number; readonly bytesPerSecond: number }): Promise<number> {
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    pass(near, far, up, bytesPerSecond)
    pass(far, near, down, bytesPerSecond)
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

function pass(from: Socket, into: Socket, direction: Direction, bytesPerSecond: number): void {
  from.setNoDelay()
  from.on('error', () => into.destroy())
  from.on('end', () => into.end())
  from.on('data', (chunk: Buffer) => {
    from.pause()
    void send(chunk, into, direction, bytesPerSecond).then(() => from.resume())
  })
}

async function send(chunk: Buffer, into: Socket, direction: Direction, bytesPerSecond: number): Promise<void> {
  for (let at = 0; at < chunk.length; at += PACKET_BYTES) {
    const packet = chunk.subarray(at, at + PACKET_BYTES)
    const nowMs = performance.now()
    direction.freeMs = Math.max(nowMs, direction.freeMs) + (packet.length * 1000) / bytesPerSecond
    direction.bytes += packet.length
    await new Promise((resolve) => setTimeout(resolve, direction.freeMs - nowMs))
    into.write(packet)
  }
}

/** Bytes that have passed downward so far. */
function passed(): number {
  return down.bytes
}

serve({ start, passed })
