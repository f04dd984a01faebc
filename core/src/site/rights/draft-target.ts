import { nothingNamed, type Target } from '../../domain/rights/target.js'
import { currentPlace } from '../../domain/roster-view.js'
import type { PersonId, PlaceId } from '../../domain/values.js'
import type { Site } from '../site.js'

/** A draft as rights see it: its author's, and open to whoever stands in at its place; null when it is not there. */
export function draftTarget(site: Site, id: string): Target | null {
  const draft = site.store.drafts.get(id)
  return draft === null ? null : targetOfDraft(site, draft)
}

export function targetOfDraft(site: Site, { person, place }: { readonly person: PersonId; readonly place: PlaceId }): Target {
  return { ...nothingNamed, places: [place], owner: person, persons: standingIn(site, place) }
}

/** 值班与 A/B 岗: who is on the place's rota, and its substitutes. */
function standingIn(site: Site, place: PlaceId): readonly PersonId[] {
  const found = currentPlace(site.roster, place)
  return found === null ? [] : [...found.rota.map(({ person }) => person), ...found.standIns]
}
