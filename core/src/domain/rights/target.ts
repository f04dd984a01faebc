import type { CaseState } from '../case/state.js'
import type { ItemVersion } from '../item.js'
import type { Roster } from '../roster.js'
import { currentOrgan } from '../roster-view.js'
import type { Level, OrganId, PersonId, PlaceId } from '../values.js'

/** What an action is done to, as far as rights go. */
export interface Target {
  readonly places: readonly PlaceId[]
  /** Organs in charge; `unknown` where the item is not here to tell: then the organ's clerks are not told apart. */
  readonly organs: readonly OrganId[] | 'unknown'
  /** Levels at which any organ may act, where the item names none. */
  readonly openTo: readonly Level[]
  /** Who began it, where that counts. */
  readonly owner: PersonId | null
  /** Whoever may act in the owner's stead, and who was asked by name. */
  readonly persons: readonly PersonId[]
}

export const nothingNamed: Target = { places: [], organs: [], openTo: [], owner: null, persons: [] }

/** A case: where it began, where it is served, where its organs sit, and who was asked for a task. */
export function targetOfCase(
  state: Pick<CaseState, 'originPlace' | 'servicePlace'> & Partial<Pick<CaseState, 'tasks'>>,
  item: ItemVersion | null,
  roster: Roster,
): Target {
  const tasks = [...(state.tasks?.values() ?? [])]
  const asked = tasks.flatMap(({ place }) => place ?? [])
  const organs = item === null ? 'unknown' : organsOf(item)
  const offices = organs === 'unknown' ? [] : organs.flatMap((organ) => currentOrgan(roster, organ)?.place ?? [])
  return {
    places: [...new Set([state.originPlace, state.servicePlace, ...asked, ...offices])],
    organs,
    openTo: item === null ? [] : openLevels(item),
    owner: null,
    persons: tasks.flatMap(({ person }) => person ?? []),
  }
}

/** Every organ an item names: its own, of its steps and of its grants. */
export function organsOf({ organ, steps, grants }: Pick<ItemVersion, 'organ' | 'steps' | 'grants'>): readonly OrganId[] {
  const named = [organ, ...steps.map((step) => step.organ), ...grants.map((grant) => grant.organ)]
  return [...new Set(named.filter((id) => id !== null))]
}

function openLevels({ steps, grants }: Pick<ItemVersion, 'steps' | 'grants'>): readonly Level[] {
  return [...new Set([...steps, ...grants].filter(({ organ }) => organ === null).map(({ level }) => level))]
}
