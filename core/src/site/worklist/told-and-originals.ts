import type { ToldHow, ToldWhom } from '../../domain/case/event.js'
import type { CaseState, NoticeState } from '../../domain/case/state.js'
import { RESULT } from '../../domain/folds/originals.js'
import { currentPlace } from '../../domain/roster-view.js'
import type { CaseId, Hash, MaterialId, PlaceId } from '../../domain/values.js'
import type { OriginalView } from '../../store/projections/original.js'
import { loadCase, pinnedItem } from '../execute.js'
import type { Site } from '../site.js'
import { type Age, ageAtPlace } from '../query/age.js'
import { type CaseNamed, caseNamed, type Named, placeNamed } from '../query/names.js'

/** 告知链: one notice of a case, how far it came. */
export interface NoticeLine {
  readonly sequence: number
  readonly kind: NoticeState['kind']
  readonly issuedMs: number
  readonly opened: { readonly atMs: number; readonly place: Named } | null
  readonly told: {
    readonly whom: ToldWhom
    readonly how: ToldHow
    readonly toldMs: number
    readonly record: Hash | null
    readonly place: Named
  } | null
}

/** 原件: where one of a case is. */
export interface OriginalLine {
  readonly material: MaterialId
  readonly holder: Named | null
  readonly to: Named | null
  readonly bag: string | null
  readonly sinceMs: number
  readonly missing: boolean
}

export function noticeLines(site: Site, { notices }: CaseState): NoticeLine[] {
  return [...notices].map(([sequence, { kind, issuedMs, opened, told }]) => ({
    sequence,
    kind,
    issuedMs,
    opened: opened === null ? null : { ...opened, place: placeNamed(site, opened.place) },
    told: told === null ? null : { ...told, record: told.record?.hash ?? null, place: placeNamed(site, told.place) },
  }))
}

export function originalLines(site: Site, { originals }: CaseState): OriginalLine[] {
  return [...originals].map(([material, { holder, to, bag, sinceMs, missing }]) => ({
    material,
    holder: named(site, holder),
    to: named(site, to),
    bag,
    sinceMs,
    missing,
  }))
}

function named(site: Site, place: PlaceId | null): Named | null {
  return place === null ? null : placeNamed(site, place)
}

/** A notice to tell, with whom to ring. */
export interface UntoldLine extends CaseNamed {
  readonly sequence: number
  readonly kind: NoticeState['kind']
  readonly place: Named
  readonly phone: string | null
  readonly issuedMs: number
  readonly openedMs: number | null
  /** Since it was issued, in the open hours of the place that serves the applicant. */
  readonly age: Age
}

/** 待告知: notices nobody has told, of these places; the longest waiting first. */
export function untoldNotices(site: Site, places: readonly PlaceId[]): UntoldLine[] {
  return places
    .flatMap((place) => site.store.notices.waitingAt(place))
    .sort((a, b) => a.issuedMs - b.issuedMs)
    .map(({ caseId, place, ...notice }) => ({
      ...caseNamed(site, caseId),
      ...notice,
      place: placeNamed(site, place),
      phone: currentPlace(site.roster, place)?.phone ?? null,
      age: ageAtPlace(site, notice.issuedMs, place),
    }))
}

/** Half a working day: a station that is open has had the time to look. */
const RING_AFTER_OPEN_MINUTES = 4 * 60

/** Whether somebody has to ring the place: the notice was there for four open hours and nobody opened it. */
export function isToRing({ openedMs, age }: UntoldLine): boolean {
  return openedMs === null && age.openMinutes >= RING_AFTER_OPEN_MINUTES
}

export interface OriginalAtCounter extends CaseNamed {
  readonly material: MaterialId
  readonly materialName: string
  readonly holder: Named
  readonly to: Named | null
  readonly bag: string | null
  readonly sinceMs: number
  readonly missing: boolean
}

/** What a place has, has sent or is sent; of one bag, when that is named. */
export function originalsAt(site: Site, place: PlaceId, bag: string | null): OriginalAtCounter[] {
  const found = bag === null ? site.store.originals.at(place) : site.store.originals.inBag(bag)
  return found.filter(({ holder, to }) => holder === place || to === place).map((each) => atCounter(site, each))
}

export function atCounter(site: Site, { caseId, holder, to, material, ...rest }: OriginalView): OriginalAtCounter {
  const materialName = nameOfMaterial(site, caseId, material)
  return { ...caseNamed(site, caseId), ...rest, material, materialName, holder: placeNamed(site, holder), to: named(site, to) }
}

/** As the guide lists it; the certificate is in no guide's list. */
export function nameOfMaterial(site: Site, caseId: CaseId, material: MaterialId): string {
  if (material === RESULT) return '结果证照'
  const state = loadCase(site, caseId)
  const item = state === null ? null : pinnedItem(site, state.item)
  return item?.materials.find(({ id }) => id === material)?.name ?? material
}
