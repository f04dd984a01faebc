import type { ItemVersion, Material, ScenarioGroup } from '../item.js'

type Asked = Pick<ItemVersion, 'scenarioGroups'>
type Answered = Pick<ItemVersion, 'scenarioGroups' | 'materials'>

/** The questions to put (情形组), in their order, given the options chosen so far. */
export function askedGroups({ scenarioGroups }: Asked, answers: readonly string[]): ScenarioGroup[] {
  const counted = new Set<string>()
  return scenarioGroups.filter(({ askedWhen, options }) => {
    const asked = askedWhen.length === 0 || askedWhen.some((id) => counted.has(id))
    // An answer to a question that is no longer put must not open another.
    if (asked) for (const { id } of options) if (answers.includes(id)) counted.add(id)
    return asked
  })
}

/** What is wrong with a set of answers: questions left open or answered twice, and options of questions not put. */
export interface AnswerProblems {
  readonly unanswered: readonly ScenarioGroup[]
  readonly twice: readonly ScenarioGroup[]
  readonly unexpected: readonly string[]
}

/** Each question that is put has exactly one answer; null when it is so. */
export function answerProblems(item: Asked, answers: readonly string[]): AnswerProblems | null {
  const groups = askedGroups(item, answers)
  const countOf = ({ options }: ScenarioGroup) => answers.filter((answer) => options.some(({ id }) => id === answer)).length
  const known = new Set(groups.flatMap(({ options }) => options.map(({ id }) => id)))
  const unanswered = groups.filter((group) => countOf(group) === 0)
  const twice = groups.filter((group) => countOf(group) > 1)
  const unexpected = answers.filter((answer) => !known.has(answer))
  return unanswered.length + twice.length + unexpected.length === 0 ? null : { unanswered, twice, unexpected }
}

/** The papers asked for whatever is answered: those no option names. */
export function askedAlways({ scenarioGroups, materials }: Answered): Material[] {
  const named = new Set(scenarioGroups.flatMap(({ options }) => options.flatMap((option) => option.materials)))
  return materials.filter(({ id }) => !named.has(id))
}

/** The papers asked for: what the chosen options name together, and what no option names. In the guide's order. */
export function materialsFor(item: Answered, answers: readonly string[]): Material[] {
  const always = new Set(askedAlways(item).map(({ id }) => id))
  const options = askedGroups(item, answers).flatMap((group) => group.options)
  const chosen = new Set(options.filter(({ id }) => answers.includes(id)).flatMap(({ materials }) => materials))
  return item.materials.filter(({ id }) => always.has(id) || chosen.has(id))
}

/** The chosen options' names, in the order of their questions: what a print or a list says of the scenario. */
export function namesOfAnswers(item: Asked, answers: readonly string[]): string[] {
  return askedGroups(item, answers).flatMap(({ options }) =>
    options.filter(({ id }) => answers.includes(id)).map(({ name }) => name),
  )
}
