import { dateOfDay, dayNumber, localDateOf } from '../../domain/civil-date.js'
import { nothingAside } from '../../domain/catalogue-work/migration.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { Actor, LocalDate } from '../../domain/values.js'
import type { Consultation } from '../../store/registers/consultations.js'
import { type Acting, resolveActor } from '../act.js'
import { versionInForce } from '../intake/item-standing.js'
import type { Site } from '../site.js'

/** What a counter writes down of somebody who asked. */
export interface Asking extends Pick<Consultation, 'id' | 'item' | 'became' | 'answers' | 'name' | 'phone' | 'note'> {
  /** The application begun from it, as the page keeps it; only where that is what became of it. */
  readonly draft: { readonly title: string; readonly content: unknown } | null
}

/** What was asked at a place on one day, newest first. */
export interface ConsultationDay {
  readonly day: LocalDate
  readonly consultations: readonly Consultation[]
}

/** Items asked about lately say most of what will be asked next. */
const USUAL_DAYS = 90

/**
 * Records a consultation at the acting place, and begins the application where it became one: the draft has the consultation's
 * id. The same id again changes nothing.
 */
export function recordConsultation(site: Site, acting: Acting, asking: Asking): Promise<Consultation | Refusal> {
  return site.commit(() => {
    const by = resolveActor(site, acting)
    if ('kind' in by) return by
    const before = site.store.consultations.get(asking.id)
    if (before !== null) return before.place === by.place ? before : refused('request/other-body', asking.id)
    if (asking.item !== null && versionInForce(site, asking.item) === null) return refused('item/unknown', asking.item)
    const { draft, ...words } = asking
    const atMs = site.clock.now().estimateMs
    const recorded = { ...words, place: by.place, person: by.person, atMs, day: localDateOf(atMs) }
    site.store.consultations.add(recorded)
    if (draft !== null && asking.item !== null) beginDraft(site, by, asking.id, { ...draft, item: asking.item })
    return recorded
  })
}

function beginDraft(
  site: Site,
  { place, person }: Actor,
  id: string,
  input: { readonly title: string; readonly content: unknown; readonly item: string },
): void {
  const nowMs = site.nowRawMs()
  const itemVersion = versionInForce(site, input.item)?.version ?? null
  site.store.drafts.put({ id, place, person, createdMs: nowMs, changedMs: nowMs, itemVersion, aside: nothingAside, ...input })
}

/** The acting place's consultations of a day; of today when none is named. */
export function consultationsOf(site: Site, acting: Acting, day: LocalDate | null): ConsultationDay | Refusal {
  const by = resolveActor(site, acting)
  if ('kind' in by) return by
  const asked = day ?? today(site)
  return { day: asked, consultations: site.store.consultations.ofDay(by.place, asked) }
}

/** At most nine items, those asked about most at the place first. */
export function usualItems(site: Site, place: string): readonly string[] {
  return site.store.consultations
    .usual(place, dateOfDay(dayNumber(today(site)) - USUAL_DAYS))
    .filter((item) => versionInForce(site, item) !== null)
}

/** The date in China by the site's estimate of true time. */
export function today(site: Site): LocalDate {
  return localDateOf(site.clock.now().estimateMs)
}
