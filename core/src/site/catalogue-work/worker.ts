import { type WorkRight, workRefusal } from '../../domain/catalogue-work/rights.js'
import type { Worker } from '../../domain/catalogue-work/work.js'
import { refused, type Refusal } from '../../domain/decider.js'
import { currentPerson, currentPlace } from '../../domain/roster-view.js'
import { sitesAbove } from '../../domain/tree.js'
import type { OrganId } from '../../domain/values.js'
import type { Acting } from '../act.js'
import type { Site } from '../site.js'

/** Who works on the catalogue: somebody posted at a place served by this gateway or by a site below it. */
export function workerOf(site: Site, { person, place, organ }: Acting): Worker | Refusal {
  const found = currentPerson(site.roster, person)
  if (found === null || !found.active) return refused('person/unknown', person)
  const at = currentPlace(site.roster, place)
  const isHere = at !== null && (at.site === site.id || sitesAbove(site.roster, at.site).includes(site.id))
  if (!isHere) return refused('place/unknown', place)
  const post = found.posts.find((each) => each.place === place && (organ === null || each.organ === organ))
  return post === undefined ? refused('person/not-posted', place) : { person, organ: post.organ }
}

/** The worker, where the post allows that step for that organ's items at this gateway. */
export function entitled(site: Site, acting: Acting, right: WorkRight, organ: OrganId | null): Worker | Refusal {
  const who = workerOf(site, acting)
  if ('kind' in who) return who
  if (site.options.tier === 'edge') return refused('work/denied', site.id)
  return workRefusal(site.roster, site.id, who, right, organ) ?? who
}
