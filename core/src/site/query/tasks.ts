import { localDateOf } from '../../domain/civil-date.js'
import type { LocalDate, PersonId, PlaceId } from '../../domain/values.js'
import type { TaskView } from '../../store/projections/task.js'
import type { Site } from '../site.js'
import { type Age, ageOf } from './age.js'
import { type CaseNamed, caseNamed } from './names.js'

/** One open task of this site, with the case it belongs to. */
export interface TaskLine extends TaskView, CaseNamed {
  readonly age: Age
  /** Its last day has passed, by the best estimate of the date. */
  readonly overdue: boolean
}

export interface TaskQuery {
  /** Tasks of the place; those of the site as a whole are everybody's. */
  readonly place?: PlaceId
  readonly person?: PersonId
  readonly dueBefore?: LocalDate
}

/** Tasks waiting for an answer from this site, the most urgent first. */
export function openTasks(site: Site, { place, person, dueBefore }: TaskQuery): readonly TaskLine[] {
  const today = localDateOf(site.clock.now().estimateMs)
  return site.store.tasks
    .openAt(site.id)
    .filter((task) => place === undefined || task.place === null || task.place === place)
    .filter((task) => person === undefined || task.person === null || holderOf(site, task) === person)
    .filter((task) => dueBefore === undefined || (task.until !== null && task.until <= dueBefore))
    .map((task) => ({
      ...task,
      ...caseNamed(site, task.caseId),
      age: ageOf(site, task.givenMs, task.place),
      overdue: task.until !== null && task.until < today,
    }))
}

/** Who has a task that names somebody: whoever took that colleague's worklist over since. */
function holderOf(site: Site, { person, place, givenMs }: TaskView): PersonId | null {
  return person === null || place === null ? person : site.store.people.handOvers.holderOfTasks(place, person, givenMs)
}
