import { Fault, type FaultCode, faults, type Retry } from '../../domain/fault.js'
import { faultTable } from './fault-table.js'

/** One field that is wrong. */
export interface FieldProblem {
  /** JSON pointer into the body, or the parameter's name. */
  readonly path: string
  readonly message: string
}

/** `application/problem+json` (RFC 9457). Clients act on `type` and `code`, never on the words. */
export interface Problem {
  /** Stable name of the fault's entry in the list of errors. */
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance: string
  readonly code: FaultCode
  readonly retry: Retry
  readonly traceId: string
  /** The next step, beside the title's language and in English. */
  readonly next: string
  readonly titleEn: string
  readonly nextEn: string
  readonly errors?: readonly FieldProblem[]
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json'

export interface ProblemContext {
  readonly instance: string
  readonly traceId: string
  readonly errors?: readonly FieldProblem[]
}

/** A fault in the words a person reads; what a bug was about goes to the log alone. */
export function toProblem(fault: Fault, { instance, traceId, errors }: ProblemContext): Problem {
  const { retry, zh, zhNext, en, enNext } = faults[fault.code]
  return {
    type: `urn:liandong:fault:${fault.code}`,
    title: zh,
    status: faultTable[fault.code].http,
    detail: fault.code === 'internal/bug' ? '' : fault.detail,
    instance,
    code: fault.code,
    retry,
    traceId,
    next: zhNext,
    titleEn: en,
    nextEn: enNext,
    ...(errors === undefined ? {} : { errors }),
  }
}

/** Whatever was thrown, as a fault; the unknown is a bug with its cause kept for the log. */
export function toFault(error: unknown): Fault {
  return error instanceof Fault ? error : new Fault('internal/bug', '', error)
}
