import { Fault, type FaultCode, faults, type Retry } from '../../domain/fault.js'
import { type FieldProblem, fieldWords } from '../field-problems.js'
import { faultTable } from './fault-table.js'

/** Chinese unless English is asked for. */
export type Language = 'zh' | 'en'

/** One field that is wrong: for programs, and in words. */
export interface FieldError extends FieldProblem {
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
  /** The next step, in the title's language. */
  readonly next: string
  readonly errors?: readonly FieldError[]
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json'

export interface ProblemContext {
  readonly instance: string
  readonly traceId: string
  readonly language: Language
  readonly problems?: readonly FieldProblem[]
}

/** A fault in the words a person reads; what a bug was about goes to the log alone. */
export function toProblem(fault: Fault, { instance, traceId, language, problems = [] }: ProblemContext): Problem {
  const { retry, zh, zhNext, en, enNext } = faults[fault.code]
  return {
    type: `urn:liandong:fault:${fault.code}`,
    title: language === 'zh' ? zh : en,
    status: faultTable[fault.code].http,
    detail: fault.code === 'internal/bug' ? '' : fault.detail,
    instance,
    code: fault.code,
    retry,
    traceId,
    next: language === 'zh' ? zhNext : enNext,
    ...(problems.length === 0
      ? {}
      : { errors: problems.map((problem) => ({ ...problem, message: fieldWords(problem, language) })) }),
  }
}

/** Whatever was thrown, as a fault; the unknown is a bug with its cause kept for the log. */
export function toFault(error: unknown): Fault {
  return error instanceof Fault ? error : new Fault('internal/bug', '', error)
}
