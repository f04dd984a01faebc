import type { Refusal } from '../domain/decider.js'
import { Fault } from '../domain/fault.js'
import type { FieldProblem } from '../wire/field-problems.js'

/** A fault about fields that a page can show beside them. */
export class InputFault extends Fault {
  readonly problems: readonly FieldProblem[]

  constructor(...[code, detail, problems]: [code: Fault['code'], detail: string, problems: readonly FieldProblem[]]) {
    super(code, detail)
    this.problems = problems
  }
}

/** The answer itself; a refusal becomes the problem document of the error handler. */
export function answered<Answer extends object>(outcome: Answer): Exclude<Answer, Refusal> {
  if (isRefusal(outcome)) throw new InputFault(outcome.code, outcome.detail, outcome.problems ?? [])
  return outcome as Exclude<Answer, Refusal>
}

function isRefusal(outcome: object): outcome is Refusal & { readonly problems?: readonly FieldProblem[] } {
  return 'kind' in outcome && outcome.kind === 'refused'
}
