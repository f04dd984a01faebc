import { codeOfAbsentCase } from '../requests/not-here-yet.js'
import { nationalCodeOf, type NationalCode } from '../../domain/case/national-codes.js'
import type { Stage } from '../../domain/case/event.js'
import { refused, type Refusal } from '../../domain/decider.js'
import { placesUnder } from '../../domain/roster-view.js'
import type { ItemId, LocalDate, PlaceId } from '../../domain/values.js'
import type { CaseScope } from '../../store/projections/case-scope.js'
import type { CaseCursor, CaseFilter, CaseView } from '../../store/projections/case-list.js'
import type { Site } from '../site.js'
import { type Age, ageOf } from './age.js'
import { type Named, placeNamed, siteNamed } from './names.js'

/** One line of a list of cases. */
export interface CaseLine {
  readonly caseId: string
  readonly number: string
  readonly stage: Stage
  readonly nationalCode: NationalCode
  readonly item: Named
  readonly custodian: Named
  /** This site holds the case now. */
  readonly here: boolean
  readonly originPlace: Named
  readonly servicePlace: Named
  readonly registeredMs: number
  readonly legalMs: number
  readonly promisedDue: LocalDate | null
  readonly legalDue: LocalDate | null
  /** 仅存本机, with its age in the place's open hours; null once another site has it. */
  readonly onlyHere: Age | null
  readonly setAsideCount: number
  readonly frozen: boolean
  readonly needsUpgrade: boolean
}

export interface CaseQuery {
  readonly stages?: readonly Stage[]
  readonly item?: ItemId
  /** Registered or served there. */
  readonly place?: PlaceId
  /** The place's whole part of the administrative tree. */
  readonly under?: PlaceId
  readonly custody?: 'here' | 'elsewhere'
  readonly dueBefore?: LocalDate
  readonly text?: string
  readonly onlyHere?: boolean
  readonly disputed?: boolean
  /** What the asking person may see; absent: everything here. */
  readonly scope?: CaseScope
  readonly limit: number
  /** As the page before gave it. */
  readonly cursor?: string
}

export interface CaseListPage {
  readonly asOfMs: number
  readonly cases: readonly CaseLine[]
  /** Where the next page begins; null after the last. */
  readonly next: string | null
}

/** A page of this store's cases, newest registration first. */
export function listCases(site: Site, query: CaseQuery): CaseListPage | Refusal {
  const after = query.cursor === undefined ? null : readCursor(query.cursor)
  if (after === undefined) return refused('input/invalid', 'cursor')
  const views = site.store.caseList.page(filterOf(site, query), query.limit + 1, after)
  const shown = views.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    asOfMs: site.clock.now().estimateMs,
    cases: shown.map((view) => caseLine(site, view)),
    next: views.length > shown.length && last !== undefined ? writeCursor(last) : null,
  }
}

export interface CaseCounts {
  readonly asOfMs: number
  readonly stages: readonly { readonly stage: Stage; readonly nationalCode: NationalCode; readonly count: number }[]
}

/** How many cases stand where. */
export function countCases(site: Site, query: Omit<CaseQuery, 'limit' | 'cursor'>): CaseCounts {
  const counts = site.store.caseList.countByStage(filterOf(site, query))
  const stages = [...counts].map(([stage, count]) => ({ stage, nationalCode: nationalCodeOf(stage), count }))
  return { asOfMs: site.clock.now().estimateMs, stages }
}

/** Every case with a number: both, should two ever share one. None is "not here yet" where it may be on its way, else unknown. */
export function findByNumber(site: Site, number: string, scope?: CaseScope): readonly CaseLine[] | Refusal {
  const typed = number.trim().toUpperCase()
  const found = site.store.caseList.byNumber(typed, scope)
  return found.length === 0 ? refused(codeOfAbsentCase(site, typed), typed) : found.map((view) => caseLine(site, view))
}

export function caseLine(site: Site, view: CaseView): CaseLine {
  return {
    caseId: view.caseId,
    number: view.number,
    stage: view.stage,
    nationalCode: nationalCodeOf(view.stage),
    item: { id: view.item, name: view.itemName ?? view.item },
    custodian: siteNamed(site, view.custodian),
    here: view.custodian === site.id,
    originPlace: placeNamed(site, view.originPlace),
    servicePlace: placeNamed(site, view.servicePlace),
    registeredMs: view.registeredMs,
    legalMs: view.legalMs,
    promisedDue: view.promisedDue,
    legalDue: view.legalDue,
    onlyHere: view.onlyHere ? ageOf(site, site.store.events.at(view.headRow)?.atMs ?? view.legalMs, view.originPlace) : null,
    setAsideCount: view.setAside,
    frozen: view.frozen,
    needsUpgrade: view.needsUpgrade,
  }
}

export function filterOf(site: Site, query: Omit<CaseQuery, 'limit' | 'cursor'>): CaseFilter {
  const { stages, item, place, under, custody, dueBefore, text, onlyHere, disputed, scope } = query
  const places = place !== undefined ? [place] : under !== undefined ? placesUnder(site.roster, under) : undefined
  return {
    ...(stages !== undefined && { stages }),
    ...(item !== undefined && { item }),
    ...(places !== undefined && { places }),
    ...(custody === 'here' && { custodian: site.id }),
    ...(custody === 'elsewhere' && { notCustodian: site.id }),
    ...(dueBefore !== undefined && { dueBy: dueBefore }),
    ...(text !== undefined && text.trim() !== '' && { text: text.trim() }),
    ...(onlyHere !== undefined && { onlyHere }),
    ...(disputed !== undefined && { disputed }),
    ...(scope !== undefined && { scope }),
  }
}

function writeCursor({ registeredMs, caseId }: CaseCursor): string {
  return `${registeredMs}.${caseId}`
}

/** undefined for text that is no cursor. */
function readCursor(text: string): CaseCursor | undefined {
  const [, registeredMs, caseId] = /^(\d{1,16})\.([0-9a-f]{32})$/.exec(text) ?? []
  return registeredMs === undefined || caseId === undefined ? undefined : { registeredMs: Number(registeredMs), caseId }
}
