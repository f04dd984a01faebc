import type { PaperSubmitted } from '../../domain/case/event.js'
import type { CaseState } from '../../domain/case/state.js'
import { isSubmitted } from '../../domain/case/papers.js'
import { materialsFor } from '../../domain/catalogue/scenarios.js'
import { RESULT } from '../../domain/folds/originals.js'
import type { ItemVersion, Material } from '../../domain/item.js'
import type { CaseId, PaperRef, PlaceId } from '../../domain/values.js'
import type { CaseScope } from '../../store/projections/case-scope.js'
import { loadCase, pinnedItem } from '../execute.js'
import { type Age, ageOf } from '../query/age.js'
import { type CaseNamed, caseNamed, type Named, placeNamed } from '../query/names.js'
import type { Site } from '../site.js'

/** 取件时收: a paper that may follow, or an original of which only a scan was looked at (先审后验). */
export interface DueAtPickUp {
  readonly material: string
  readonly name: string
  readonly originals: number
  readonly copies: number
  /** The scan already given, named again with the original. */
  readonly paper: PaperRef | null
}

/** 统一出件: a decided case whose result is handed out at a place. */
export interface ReadyLine extends CaseNamed {
  readonly result: 'granted' | 'denied'
  readonly decidedMs: number
  /** Where its certificate is, while that is not here; such a one is not ready. */
  readonly certificateAt: Named | null
  /** Since it could be picked up here, in the place's open hours. */
  readonly age: Age
  readonly due: readonly DueAtPickUp[]
}

/** More than a hall hands out in weeks. */
const MOST = 1_000

/** What waits at the place to be picked up, the longest waiting first; on the way are those whose certificate is not here yet. */
export function readyAt(site: Site, place: PlaceId, scope: CaseScope): readonly ReadyLine[] {
  const views = site.store.caseList.page({ stages: ['decided'], servicePlaces: [place], scope }, MOST)
  return views
    .flatMap(({ caseId }) => {
      const state = loadCase(site, caseId)
      const item = state === null ? null : pinnedItem(site, state.item)
      return state === null || item === null || !item.hasResult || isHandedOver(site, caseId)
        ? []
        : readyLine(site, place, state, item)
    })
    .sort((a, b) => a.age.sinceMs - b.age.sinceMs)
}

/** Signed for here, while whoever holds the case has not yet confirmed it: nobody shall hand it out twice. */
function isHandedOver(site: Site, caseId: CaseId): boolean {
  return site.store.requests.unanswered(caseId).some(({ request }) => request.act.act === 'deliver')
}

function readyLine(site: Site, place: PlaceId, state: CaseState, item: ItemVersion): readonly ReadyLine[] {
  const { decision } = state
  if (decision === null) return []
  const decidedMs = state.decidedMs ?? state.legalMs
  const certificate = state.originals.get(RESULT)
  const isHere = certificate === undefined || (certificate.holder === place && certificate.to === null && !certificate.missing)
  const at = isHere ? null : (certificate.to ?? certificate.holder)
  return [
    {
      ...caseNamed(site, state.caseId),
      result: decision.result,
      decidedMs,
      certificateAt: at === null ? null : placeNamed(site, at),
      age: ageOf(site, certificate === undefined ? decidedMs : certificate.sinceMs, place),
      due: decision.result === 'granted' ? dueAtPickUp(site, state, item) : [],
    },
  ]
}

function dueAtPickUp(site: Site, state: CaseState, item: ItemVersion): readonly DueAtPickUp[] {
  return materialsFor(item, state.scenarioAnswers).flatMap((material) => {
    const given = state.materials.get(material.id)
    if (!isDue(material, given)) return []
    const held = given?.paper ?? null
    const paper = held !== null && site.store.papers.heldFor(held.hash, state.caseId) ? held : null
    return [{ material: material.id, name: material.name, ...sheetsOf(material), paper }]
  })
}

function isDue({ necessity, format, originals }: Material, given: PaperSubmitted | undefined): boolean {
  if (format === 'automatic' || format === 'electronic') return false
  if (!isSubmitted(given)) return necessity === 'later'
  return originals > 0 && given?.form === 'scan' && given.originals === 0
}

function sheetsOf({ originals, copies }: Material): { readonly originals: number; readonly copies: number } {
  return originals + copies === 0 ? { originals: 1, copies: 0 } : { originals, copies }
}
