import { mayRegister } from '../../domain/acts/authority.js'
import { isRefusal } from '../../domain/acts/context.js'
import { standingOf } from '../../domain/acts/standing.js'
import type { EnteredLater, PaperSubmitted } from '../../domain/case/event.js'
import { answerProblems } from '../../domain/catalogue/scenarios.js'
import { MANDATE_PAPER } from '../../domain/documents/kinds.js'
import type { ItemVersion, ScenarioGroup } from '../../domain/item.js'
import { currentPlace } from '../../domain/roster-view.js'
import type { Actor, PaperRef, PlaceId } from '../../domain/values.js'
import { type FieldProblem, problemOf } from '../../wire/field-problems.js'
import { standingOfItem, whyClosed } from './item-standing.js'
import type { Site } from '../site.js'
import type { Application } from './application.js'
import { formProblems } from './form-check.js'
import { type InputRefusal, refusedFields, refusedInput } from './refusal.js'

/** An application the kernel may be asked about: its item is here and offered, its answers fit, its papers are staged. */
export interface Checked {
  readonly kind: 'checked'
  readonly item: ItemVersion
  readonly answers: readonly string[]
  readonly servicePlace: PlaceId
  readonly materials: readonly PaperSubmitted[]
  readonly enteredLater: EnteredLater | null
  /** Every staged paper the application names. */
  readonly papers: readonly PaperRef[]
}

/** Checks what is cheap to know before anything is written. `staged` are the papers uploaded for this application. */
export function checkApplication(
  site: Site,
  by: Actor,
  application: Application,
  staged: readonly PaperRef[],
): Checked | InputRefusal {
  const item = offeredItem(site, by, application)
  if ('kind' in item) return item
  const servicePlace = application.servicePlace ?? by.place
  const answers = application.answers ?? []
  const problems = [
    ...placeProblems(site, servicePlace),
    ...answersProblems(item, answers),
    ...formProblems(item, application.form),
    ...materialProblems(item, application),
  ]
  if (problems.length > 0) return refusedFields(problems)
  const papers = papersNamed(application)
  const missing = papers.find((paper) => !staged.some((one) => one.hash === paper.hash && one.sizeBytes === paper.sizeBytes))
  if (missing !== undefined) return refusedInput('paper/not-held', missing.hash)
  const { materials } = application
  return { kind: 'checked', item, answers, servicePlace, materials, enteredLater: laterOf(application), papers }
}

/** The number of its paper becomes the case's own and is said nowhere else. */
function laterOf({ enteredLater = null }: Application): EnteredLater | null {
  if (enteredLater === null) return null
  const { claimedMs, reason, proof } = enteredLater
  return { claimedMs, reason, proof }
}

function offeredItem(site: Site, by: Actor, { item: id, version }: Application): ItemVersion | InputRefusal {
  const found = standingOfItem(site, id)
  const newest = found?.item ?? null
  if (found === null || newest === null) return refusedInput('item/unknown', id)
  const closed = whyClosed(found)
  if (closed !== null) return refusedInput(closed, id)
  const item = version === undefined ? newest : site.store.items.byVersion(id, version)
  if (item === null) return refusedInput('item/waiting-for', `${id} v${version}`)
  if (item.version > newest.version) return refusedInput('item/not-offered', `${id} v${item.version} from ${item.effectiveFrom}`)
  const standing = standingOf(by, site.roster)
  const refusal = isRefusal(standing) ? standing : mayRegister(item, standing)
  return refusal === null ? item : refusedInput(refusal.code, refusal.detail)
}

function placeProblems(site: Site, place: PlaceId): FieldProblem[] {
  const found = currentPlace(site.roster, place)
  return found === null || found.life === 'closed' ? [problemOf('/servicePlace', 'unknown')] : []
}

function answersProblems(item: ItemVersion, answers: readonly string[]): FieldProblem[] {
  const problems = answerProblems(item, answers)
  if (problems === null) return []
  const { unanswered, twice, unexpected } = problems
  const choiceOf = ({ options }: ScenarioGroup) => problemOf('/answers', 'choice', options.map(({ id }) => id).join(' '))
  const strange = unexpected.map((answer) => problemOf(`/answers/${answers.indexOf(answer)}`, 'unexpected'))
  return [...strange, ...[...unanswered, ...twice].map(choiceOf)]
}

function materialProblems({ materials }: ItemVersion, { materials: given }: Application): FieldProblem[] {
  const known = new Set([MANDATE_PAPER, ...materials.map(({ id }) => id)])
  return given.flatMap(({ material }, index) => {
    const at = `/materials/${index}/material`
    if (!known.has(material)) return [problemOf(at, 'unknown')]
    return given.findIndex((other) => other.material === material) < index ? [problemOf(at, 'repeated')] : []
  })
}

function papersNamed({ materials, enteredLater }: Application): PaperRef[] {
  return [...materials.map(({ paper }) => paper), enteredLater?.proof ?? null].filter((paper) => paper !== null)
}
