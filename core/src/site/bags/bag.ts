import type { MaterialId, PlaceId } from '../../domain/values.js'
import { loadCase } from '../execute.js'
import { type CaseNamed, caseNamed, type Named, placeNamed } from '../query/names.js'
import type { Site } from '../site.js'
import { nameOfMaterial } from '../worklist/told-and-originals.js'

/** One original that a bag lists. `asked`: handed on here, and not confirmed by whoever holds the case. */
export interface BagLine extends CaseNamed {
  readonly material: MaterialId
  readonly materialName: string
  readonly state: 'asked' | 'on-its-way' | 'missing'
}

/** 交接单: what lies in a bag between two places. */
export interface Bag {
  readonly bag: string
  readonly from: Named
  readonly to: Named
  readonly sinceMs: number
  readonly lines: readonly BagLine[]
}

/** More open requests than any counter has. */
const MOST_REQUESTS = 2_000

/** Bags that come to a place, or that it sent; the longest on its way first. */
export function bagsAt(site: Site, place: PlaceId): readonly Bag[] {
  const known = new Set<string>()
  for (const { bag, to } of site.store.originals.at(place)) if (bag !== null && to !== null) known.add(bag)
  for (const { bag } of askedAt(site, place)) known.add(bag)
  const bags = [...known].flatMap((bag) => findBag(site, place, bag) ?? [])
  return bags.sort((a, b) => a.sinceMs - b.sinceMs)
}

/** One of them by its barcode; null where nothing of it is known at the place. */
export function findBag(site: Site, place: PlaceId, bag: string): Bag | null {
  const asked = askedAt(site, place).filter((each) => each.bag === bag)
  const held = site.store.originals.inBag(bag).filter(({ holder, to }) => holder === place || to === place)
  const first = held[0]
  const from = first?.holder ?? place
  const to = first?.to ?? asked[0]?.to ?? null
  if (to === null) return null
  const isKnown = (caseId: string, material: string) => held.some((each) => each.caseId === caseId && each.material === material)
  const lines = [
    ...held.map(({ caseId, material, missing }): BagLine => lineOf(site, caseId, material, missing ? 'missing' : 'on-its-way')),
    ...asked.flatMap(({ caseId, materials }) =>
      materials.filter((material) => !isKnown(caseId, material)).map((material) => lineOf(site, caseId, material, 'asked')),
    ),
  ]
  const sinceMs = Math.min(...held.map((each) => each.sinceMs), ...asked.map(({ atMs }) => atMs))
  return lines.length === 0 ? null : { bag, from: placeNamed(site, from), to: placeNamed(site, to), sinceMs, lines }
}

function lineOf(site: Site, caseId: string, material: MaterialId, state: BagLine['state']): BagLine {
  return { ...caseNamed(site, caseId), material, materialName: nameOfMaterial(site, caseId, material), state }
}

/** Handed on here, where another site holds the case and has not answered yet. */
function askedAt(site: Site, place: PlaceId) {
  return site.store.requests.allUnanswered(MOST_REQUESTS).flatMap(({ own, atMs, request }) => {
    const { act, author, caseId } = request
    if (!own || act.act !== 'hand-on-originals' || act.bag === null || act.to === null || author.place !== place) return []
    return [{ caseId, bag: act.bag, to: act.to, materials: act.materials, atMs }]
  })
}

/** Originals that rest at a place and may be put into a bag. */
export function restingAt(site: Site, place: PlaceId): readonly BagLine[] {
  const asked = site.store.requests
    .allUnanswered(MOST_REQUESTS)
    .flatMap(({ request: { act, caseId } }) =>
      act.act === 'hand-on-originals' ? act.materials.map((material) => `${caseId} ${material}`) : [],
    )
  return site.store.originals
    .at(place)
    .filter(({ holder, to, caseId, material }) => holder === place && to === null && !asked.includes(`${caseId} ${material}`))
    .filter(({ caseId }) => loadCase(site, caseId) !== null)
    .map(({ caseId, material }) => lineOf(site, caseId, material, 'on-its-way'))
}
