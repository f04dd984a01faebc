import { refused, type Refusal } from '../../domain/decider.js'
import type { FaultCode } from '../../domain/fault.js'
import type { FieldProblem } from '../../wire/field-problems.js'

/** A refusal that names the fields to correct; none where it is not about a field. */
export interface InputRefusal extends Refusal {
  readonly problems: readonly FieldProblem[]
}

export function refusedInput(code: FaultCode, detail = '', problems: readonly FieldProblem[] = []): InputRefusal {
  return { ...refused(code, detail), problems }
}

/** The fields named in the detail too, for whoever reads only that: pointers, never what was typed. */
export function refusedFields(problems: readonly FieldProblem[]): InputRefusal {
  return refusedInput('input/invalid', problems.map(({ path }) => path).join(' '), problems)
}
