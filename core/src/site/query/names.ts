import { currentOrgan, currentPerson, currentPlace, currentSite } from '../../domain/roster-view.js'
import type { CaseId, OrganId, PersonId, PlaceId, SiteId } from '../../domain/values.js'
import type { Site } from '../site.js'

/** An id of the roster with the name people know; the id again where the roster has no name for it. */
export interface Named {
  readonly id: string
  readonly name: string
}

export function siteNamed({ roster }: Site, id: SiteId): Named {
  return { id, name: currentSite(roster, id)?.name ?? id }
}

export function placeNamed({ roster }: Site, id: PlaceId): Named {
  return { id, name: currentPlace(roster, id)?.name ?? id }
}

export function organNamed({ roster }: Site, id: OrganId | null): Named | null {
  return id === null ? null : { id, name: currentOrgan(roster, id)?.name ?? id }
}

export function personNamed({ roster }: Site, id: PersonId): Named {
  return { id, name: currentPerson(roster, id)?.name ?? id }
}

/** A case as lists of other things name it; without words where nothing of it is here. */
export interface CaseNamed {
  readonly caseId: CaseId
  readonly number: string
  readonly itemName: string
}

export function caseNamed({ store }: Site, caseId: CaseId): CaseNamed {
  const view = store.caseList.get(caseId)
  return { caseId, number: view?.number ?? '', itemName: view?.itemName ?? view?.item ?? '' }
}
