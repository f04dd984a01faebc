import { status, type ServerWritableStream } from '@grpc/grpc-js'
import { once } from 'node:events'
import { Fault } from '../../domain/fault.js'
import type { Presented } from '../../domain/doors/trust.js'
import type { Refusal } from '../../domain/decider.js'
import { presentedBy } from '../../wire/doors/presented.js'
import { toStatus } from '../../wire/faults/status.js'
import type { SnapshotServiceServer } from '../../wire/services.js'

/** What answers a far-behind county; throws a Fault for what cannot be read. */
export interface SnapshotCalls {
  /** The encoded pack for an encoded ask by places. */
  pack(ask: Uint8Array): Uint8Array
  /** A bug; the caller is told no more than that. */
  readonly onBug: (error: unknown) => void
}

interface Request {
  readonly asks: readonly Uint8Array[]
}

type Call = ServerWritableStream<Request, { pack: Buffer }>

/** So many bytes of contents as in 256 MiB: more than any list has. */
const MOST_ASKS = 4096

/** Offers the contents of lists over gRPC, to machines of this network that may dial in. */
export function snapshotService(calls: SnapshotCalls, admit: (presented: Presented) => Refusal | null): SnapshotServiceServer {
  return {
    contents: (call) => {
      call.on('error', () => {})
      const refusal = refusalOf(call, admit)
      if (refusal !== null) return void call.emit('error', refusal)
      answer(calls, call).catch((error: unknown) => {
        if (!(error instanceof Fault)) calls.onBug(error)
        call.emit('error', toStatus(error instanceof Fault ? error : new Fault('internal/bug')))
      })
    },
  }
}

function refusalOf(call: Call, admit: (presented: Presented) => Refusal | null) {
  const certificate = call.getAuthContext().sslPeerCertificate
  const peer = certificate === undefined ? null : presentedBy(certificate)
  if (peer === null) return { code: status.UNAUTHENTICATED, details: 'snapshots need a certificate of this network' }
  if (call.request.asks.length > MOST_ASKS) return { code: status.INVALID_ARGUMENT, details: `more than ${MOST_ASKS} asks` }
  const refusal = admit(peer)
  return refusal === null ? null : toStatus(new Fault(refusal.code, refusal.detail))
}

/** One pack after the other, each in a turn of its own, no faster than the line takes them. */
async function answer(calls: SnapshotCalls, call: Call): Promise<void> {
  for (const ask of call.request.asks) {
    if (call.cancelled) return
    if (!call.write({ pack: Buffer.from(calls.pack(ask)) })) await Promise.race([once(call, 'drain'), once(call, 'cancelled')])
    await new Promise(setImmediate)
  }
  call.end()
}
