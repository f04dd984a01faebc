import { Metadata, type StatusObject, status } from '@grpc/grpc-js'
import { Fault, type FaultCode, isFaultCode } from '../../domain/fault.js'
import { faultTable } from './fault-table.js'

/** Trailing metadata that carries a fault over every hop; binary, since its detail may be Chinese. */
const FAULT_KEY = 'liandong-fault-bin'
/** Metadata is limited to 8 KiB by common proxies. */
const MAX_DETAIL_CHARS = 1000

/** A fault as the status of a gRPC call. */
export function toStatus(fault: Fault): StatusObject {
  const metadata = new Metadata()
  const detail = fault.detail.slice(0, MAX_DETAIL_CHARS)
  metadata.set(FAULT_KEY, Buffer.from(JSON.stringify({ code: fault.code, detail })))
  return { code: status[faultTable[fault.code].grpc], details: fault.code, metadata }
}

/** The inverse, for whatever a call failed with. */
export function fromStatus(error: unknown): Fault {
  if (error instanceof Fault) return error
  const sent = sentFault(error)
  if (sent !== null) return new Fault(sent.code, sent.detail, error)
  return new Fault(codeOfStatus(error), error instanceof Error ? error.message : '', error)
}

/** The fault the other side named; null for a failure of the line. */
export function sentFault(error: unknown): { readonly code: FaultCode; readonly detail: string } | null {
  const metadata = typeof error === 'object' && error !== null && 'metadata' in error ? error.metadata : null
  const [value] = metadata instanceof Metadata ? metadata.get(FAULT_KEY) : []
  if (!Buffer.isBuffer(value)) return null
  try {
    const { code, detail } = JSON.parse(value.toString()) as { code?: unknown; detail?: unknown }
    return typeof code === 'string' && isFaultCode(code) && typeof detail === 'string' ? { code, detail } : null
  } catch {
    return null
  }
}

/** A failure the other side did not name: the line's own. */
function codeOfStatus(error: unknown): FaultCode {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  switch (code) {
    case status.UNAVAILABLE:
    case status.DEADLINE_EXCEEDED:
    case status.CANCELLED:
      return 'link/parent-unreachable'
    case status.UNAUTHENTICATED:
    case status.PERMISSION_DENIED:
      return 'link/wrong-peer'
    case status.UNIMPLEMENTED:
      return 'link/unsupported-version'
    case status.RESOURCE_EXHAUSTED:
      return 'link/frame-too-large'
    default:
      return 'internal/bug'
  }
}
