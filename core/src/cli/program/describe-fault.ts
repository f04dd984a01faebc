import { Fault, faults } from '../../domain/fault.js'

/** What happened and what to do, in both languages, for a person at a terminal. */
export function describeFault({ code, detail }: Fault): readonly string[] {
  const { zh, zhNext, en, enNext } = faults[code]
  const about = detail === '' ? '' : ` (${detail})`
  return [`${zh}${about}。${zhNext}。 [${code}]`, `${en}${about}. ${enNext}.`]
}

/** The same for anything thrown; what is no Fault is a bug and shows where it came from. */
export function describeFailure(error: unknown): readonly string[] {
  if (error instanceof Fault) return describeFault(error)
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return [...describeFault(new Fault('internal/bug', '', error)), trace]
}
