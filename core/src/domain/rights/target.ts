import type { CaseState, TaskState } from '../case/state.js'
import type { ItemVersion } from '../item.js'
import type { Roster } from '../roster.js'
import { currentOrgan, placesHostedBy, siteOfPlace } from '../roster-view.js'
import type { Level, OrganId, PersonId, PlaceId, SiteId } from '../values.js'

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
  /** Places that were given a task, or the case itself though they have nothing to do with it: somebody has to send it on. */
  readonly asked: readonly PlaceId[]
}

export const nothingNamed: Target = { places: [], organs: [], openTo: [], owner: null, persons: [], asked: [] }

/** A case: where it began, where it is served, where its organs sit, and who was asked for a task. */
export function targetOfCase(
  state: Pick<CaseState, 'originPlace' | 'servicePlace' | 'custodian' | 'tasks'>,
  item: ItemVersion | null,
  roster: Roster,
): Target {
  const tasks = [...state.tasks.values()]
  const organs = item === null ? 'unknown' : organsOf(item)
  const offices = organs === 'unknown' ? [] : organs.flatMap((organ) => currentOrgan(roster, organ)?.place ?? [])
  const places = [...new Set([state.originPlace, state.servicePlace, ...offices])]
  const isStray = organs !== 'unknown' && !places.some((place) => siteOfPlace(roster, place) === state.custodian)
  return {
    places,
    organs,
    openTo: item === null ? [] : openLevels(item),
    owner: null,
    persons: tasks.flatMap(({ person }) => person ?? []),
    asked: [...tasks.flatMap((task) => placesAsked(task, roster)), ...(isStray ? placesFor(roster, state.custodian) : [])],
  }
}

function placesAsked({ place, person, site }: TaskState, roster: Roster): readonly PlaceId[] {
  if (place !== null) return [place]
  return person === null ? placesFor(roster, site) : []
}

/** What is for a site as a whole is for the place it is there for: a station's or a centre's own, a gateway's hall. */
function placesFor(roster: Roster, site: SiteId): readonly PlaceId[] {
  const hosted = placesHostedBy(roster, site)
  const halls = hosted.filter(({ kind }) => kind === 'hall')
  return (halls.length > 0 ? halls : hosted).map(({ id }) => id)
}

/** Every organ an item names: its own, of its steps and of its grants. */
export function organsOf({ organ, steps, grants }: Pick<ItemVersion, 'organ' | 'steps' | 'grants'>): readonly OrganId[] {
  const named = [organ, ...steps.map((step) => step.organ), ...grants.map((grant) => grant.organ)]
  return [...new Set(named.filter((id) => id !== null))]
}

/** Levels at which an item leaves handling, more than taking in, to whichever organ is there. */
export function openLevels({ steps, grants }: Pick<ItemVersion, 'steps' | 'grants'>): readonly Level[] {
  const handling = grants.filter(({ power }) => power === 'decide' || power === 'first-review')
  return [...new Set([...steps, ...handling].filter(({ organ }) => organ === null).map(({ level }) => level))]
}
