import { dayNumber } from '../../domain/civil-date.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { LocalDate, PlaceId } from '../../domain/values.js'
import type { DayCounts, SignOff } from '../../store/registers/sign-offs.js'
import { type Acting, resolveActor } from '../act.js'
import { auditNow } from '../audit/audit.js'
import type { Site } from '../site.js'
import { today } from './consultations.js'

/** What is still open at a place, as the machine knows it. */
export type OpenNow = Omit<DayCounts, 'onPaper'>

/** The acting place's day: how it stands, and who signed it off, if anybody did. */
export interface Day {
  readonly asOfMs: number
  readonly day: LocalDate
  readonly now: OpenNow
  readonly signedOff: SignOff | null
}

/** A day may be looked through late, but not be made up months afterwards. */
const LATE_DAYS = 31
/** Nobody has anything to do about these. */
const FINISHED: readonly string[] = ['completed', 'withdrawn']

/** 日清 of the acting place; of today when no day is named. What is open is what is open now. */
export function dayAt(site: Site, acting: Acting, day: LocalDate | null): Day | Refusal {
  const by = resolveActor(site, acting)
  if ('kind' in by) return by
  const asked = day ?? today(site)
  return {
    asOfMs: site.clock.now().estimateMs,
    day: asked,
    now: openAt(site, by.place, asked),
    signedOff: site.store.signOffs.get(by.place, asked),
  }
}

/** Signs the day off by name, once; what is open then is kept with it and audited. */
export function signOff(
  site: Site,
  acting: Acting,
  { day, onPaper, remark }: { readonly day: LocalDate; readonly onPaper: number; readonly remark: string },
): Promise<SignOff | Refusal> {
  return site.commit(() => {
    const by = resolveActor(site, acting)
    if ('kind' in by) return by
    const { place, person } = by
    const late = dayNumber(today(site)) - dayNumber(day)
    if (late < 0 || late > LATE_DAYS) return refused('day/not-open', day)
    const before = site.store.signOffs.get(place, day)
    if (before !== null) return refused('day/signed-off', before.person)
    const signed = {
      place,
      day,
      person,
      atMs: site.clock.now().estimateMs,
      counts: { ...openAt(site, place, day), onPaper },
      remark,
    }
    site.store.signOffs.add(signed)
    auditNow(site, { kind: 'register', person, place, subject: `day ${day}`, outcome: 'signed-off', reason: null })
    return signed
  })
}

function openAt(site: Site, place: PlaceId, day: LocalDate): OpenNow {
  const { caseList, consultations, drafts, moments, notices } = site.store
  const places = [place]
  const here = (counts: readonly { readonly place: PlaceId; readonly count: number }[]) =>
    counts.reduce((sum, each) => sum + (each.place === place ? each.count : 0), 0)
  const byStage = [...caseList.countByStage({ places, custodian: site.id })]
  return {
    taken: here(moments.counts(day, day).filter(({ what }) => what === 'taken')),
    consultations: here(consultations.counts(day, day)),
    open: sum(byStage.filter(([stage]) => !FINISHED.includes(stage)).map(([, count]) => count)),
    unsent: sum([...caseList.countByStage({ places, onlyHere: true }).values()]),
    drafts: drafts.ofPlace(place).length,
    untold: notices.waitingAt(place).length,
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((whole, count) => whole + count, 0)
}
