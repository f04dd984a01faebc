import { Compile } from 'typebox/schema'
import type { ItemVersion } from '../../domain/item.js'
import type { Hash } from '../../domain/values.js'
import { type FieldProblem, fieldProblems } from '../../wire/field-problems.js'

type Validator = ReturnType<typeof Compile>

/** Forms of as many versions are kept ready; a counter uses a few dozen in a day. */
const KEPT = 256

const ready = new Map<Hash, Validator>()

/** What is wrong with a form's data by the item's JSON Schema; pointers begin with `/form`. */
export function formProblems(item: ItemVersion, data: unknown): FieldProblem[] {
  const form = validatorOf(item)
  return form.Check(data) ? [] : fieldProblems(form.Errors(data)[1], '/form')
}

/** A version never changes, so its digest names its validator for ever. */
function validatorOf({ digest, form }: ItemVersion): Validator {
  const known = ready.get(digest)
  if (known !== undefined) return known
  const made = Compile(form)
  if (ready.size >= KEPT) ready.clear()
  ready.set(digest, made)
  return made
}
