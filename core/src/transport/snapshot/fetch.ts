import type { ServiceError } from '@grpc/grpc-js'
import { Fault } from '../../domain/fault.js'
import type { SiteId } from '../../domain/values.js'
import { sentFault } from '../../wire/faults/status.js'
import { SnapshotServiceClient } from '../../wire/services.js'
import { grpcLimits } from '../grpc-limits.js'
import { clientCredentials, type ExpectedPeer, type SiteTls } from '../tls.js'

export interface SnapshotSource {
  /** `host:port` of the parent. */
  readonly address: string
  /** Read at each call, so that a new key is shown from the next one on. */
  readonly tls: SiteTls
  readonly parent: SiteId
  /** Whether the machine that answers for it is trusted. */
  readonly judge?: ExpectedPeer['judge']
}

/** The line is given up when nothing comes for so long; the call is made again for what has not come. */
const SILENT_MS = 60_000

/**
 * Asks the parent for packs and hands over each as it comes, with its place among the asks. Resolves when all have come; rejects with a
 * Fault when the line breaks or the parent refuses: what was handed over before stays.
 */
export async function fetchPacks(
  source: SnapshotSource,
  asks: readonly Uint8Array[],
  take: (index: number, pack: Uint8Array) => void,
  signal: AbortSignal,
): Promise<void> {
  let refused: Fault | null = null
  const { address, tls, parent, judge } = source
  const expected = { site: parent, ...(judge === undefined ? {} : { judge }) }
  const identity = clientCredentials(tls, expected, (fault) => {
    refused = fault
  })
  const client = new SnapshotServiceClient(address, identity, { ...grpcLimits, 'grpc.ssl_target_name_override': parent })
  const call = client.contents({ asks: asks.map((ask) => Buffer.from(ask)) })
  const giveUp = () => call.cancel()
  let silent = setTimeout(giveUp, SILENT_MS)
  signal.addEventListener('abort', giveUp)
  let index = 0
  try {
    for await (const { pack } of call as AsyncIterable<{ readonly pack: Buffer }>) {
      clearTimeout(silent)
      silent = setTimeout(giveUp, SILENT_MS)
      take(index, pack)
      index += 1
    }
    if (index < asks.length) throw new Fault('link/parent-unreachable', `${index} of ${asks.length} packs came`)
  } catch (error) {
    throw refused ?? faultOf(error)
  } finally {
    clearTimeout(silent)
    signal.removeEventListener('abort', giveUp)
    call.cancel()
    client.close()
  }
}

function faultOf(error: unknown): unknown {
  if (error instanceof Fault || !isServiceError(error)) return error
  const sent = sentFault(error)
  return sent === null ? new Fault('link/parent-unreachable', error.details, error) : new Fault(sent.code, sent.detail, error)
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'details' in error
}
