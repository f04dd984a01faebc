import type { Stage } from '../../domain/case/event.js'
import type { Epoch } from '../../domain/epoch.js'
import type { CaseId, Hash, ItemId, LocalDate, PlaceId, SiteId } from '../../domain/values.js'
import { hashHex } from '../../wire/hash.js'
import type { Statement } from 'better-sqlite3'
import { nameKey } from '../catalogue/search-text.js'
import type { Connection } from '../file/connection.js'
import { type CaseScope, scopeCondition } from './case-scope.js'

/** What lists show of a case, from the branch that stands. */
export interface CaseView {
  readonly caseId: CaseId
  readonly number: string
  readonly stage: Stage
  readonly item: ItemId
  /** null when this site lacks the pinned version. */
  readonly itemName: string | null
  readonly custodian: SiteId
  readonly originSite: SiteId
  readonly originPlace: PlaceId
  readonly serviceSite: SiteId
  readonly servicePlace: PlaceId
  readonly registeredMs: number
  /** Legal time of the last event. */
  readonly legalMs: number
  readonly promisedDue: LocalDate | null
  readonly legalDue: LocalDate | null
  readonly epoch: Epoch
  readonly headSequence: number
  readonly headHash: Hash
  readonly headRow: number
  /** Rows on branches that do not stand. */
  readonly setAside: number
  readonly frozen: boolean
  readonly needsUpgrade: boolean
  /** The last event was written here and no other site has said it holds it. */
  readonly onlyHere: boolean
}

export interface CaseFilter {
  readonly stages?: readonly Stage[]
  readonly custodian?: SiteId
  /** In the hands of any site but this one. */
  readonly notCustodian?: SiteId
  readonly servicePlaces?: readonly PlaceId[]
  /** Registered or served at one of these. */
  readonly places?: readonly PlaceId[]
  readonly item?: ItemId
  /** Of one of these item versions. */
  readonly digests?: readonly Hash[]
  /** Any part of the number. */
  readonly number?: string
  /** Any part of the number, or of the item's name, its pinyin or initials. */
  readonly text?: string
  readonly caseIds?: readonly CaseId[]
  readonly onlyHere?: boolean
  /** Frozen, or with rows set aside. */
  readonly disputed?: boolean
  /** Due, by promise or law, on or before this day. */
  readonly dueBy?: LocalDate
  /** What the asking person may see. */
  readonly scope?: CaseScope
}

/** Where the next page begins: after this case in the list, newest registration first. */
export interface CaseCursor {
  readonly registeredMs: number
  readonly caseId: CaseId
}

interface Columns {
  case_id: string
  number: string
  stage: Stage
  item: string
  item_name: string | null
  custodian: string
  origin_site: string
  origin_place: string
  service_site: string
  service_place: string
  registered_ms: number
  legal_ms: number
  promised_due: string | null
  legal_due: string | null
  seizures: number
  tier: number
  moves: number
  head_sequence: number
  head_hash: Buffer
  head_row: number
  set_aside: number
  frozen: number
  needs_upgrade: number
  only_here: number
}

/** Entries of a lane's message kind "event". */
const EVENT_KIND = 1

/**
 * An event that others wrote on top of shows that they hold it, so only the last one can be only here. Every own event of a
 * case that a neighbour has joined has an entry; it is gone only where it was acknowledged, long ago.
 */
const onlyHere = `(head_own AND NOT EXISTS (SELECT 1 FROM lane_out JOIN lane_mark ON key = lane_out.lane
  WHERE ref = head_row AND kind = ${EVENT_KIND} AND acknowledged >= lane_out.number)
  AND (EXISTS (SELECT 1 FROM lane_out WHERE ref = head_row AND kind = ${EVENT_KIND})
    OR NOT EXISTS (SELECT 1 FROM case_neighbour WHERE case_neighbour.case_key = case_view.case_key)))`
const view = `SELECT case_view.*, item_view.name AS item_name, ${onlyHere} AS only_here FROM case_view
  LEFT JOIN item_version ON digest = item_digest LEFT JOIN item_view ON item_view.row = item_version.row`

/** Of any version of the item, so that a renamed one is found by its old name too. */
const itemText = 'case_view.item IN (SELECT id FROM item_view WHERE instr(name_key || char(10) || sound, ?) > 0)'

/** So many rows are sorted in a few milliseconds. */
const FEW = 2_000

/** Read from the index over numbers alone: forty bytes a case. */
export const keysOfNumber = `SELECT case_key FROM case_view INDEXED BY case_view_by_number WHERE instr(number, ?) > 0 LIMIT ?`
export const keysFrom = 'SELECT case_key FROM case_view WHERE number >= ? AND number < ? LIMIT ?'
export const keysOfItem = `SELECT case_key FROM case_view INDEXED BY case_view_of_item WHERE ${itemText} LIMIT ?`

/** As the index over due dates has it, word by word. */
const unfinished = `stage NOT IN ('completed', 'withdrawn')`

/** The cases of this store as lists show them. */
export class CaseList {
  readonly #db: Connection
  readonly #get: Statement<[string], Columns>
  readonly #byNumber: Statement<[string], Columns>
  readonly #keysOfNumber: Statement<[string, number], { case_key: number }>
  readonly #keysFrom: Statement<[string, string, number], { case_key: number }>
  readonly #keysOfItem: Statement<[string, number], { case_key: number }>

  constructor(db: Connection) {
    this.#db = db
    this.#get = db.prepare(`${view} WHERE case_key = (SELECT key FROM case_key WHERE case_id = ?)`)
    this.#keysOfNumber = db.prepare(keysOfNumber)
    this.#keysFrom = db.prepare(keysFrom)
    this.#keysOfItem = db.prepare(keysOfItem)
    this.#byNumber = db.prepare(`${view} WHERE case_view.number = ? ORDER BY case_key`)
  }

  get(caseId: CaseId): CaseView | null {
    const found = this.#get.get(caseId)
    return found === undefined ? null : toView(found)
  }

  /** Should two cases ever share a number, both. */
  byNumber(number: string, scope?: CaseScope): CaseView[] {
    if (scope === undefined) return this.#byNumber.all(number).map(toView)
    const [where, ...values] = scopeCondition(scope)
    const sql = `${view} WHERE case_view.number = ? AND ${where} ORDER BY case_key`
    return this.#db
      .prepare<unknown[], Columns>(sql)
      .all(number, ...values)
      .map(toView)
  }

  /** A page of cases, newest registration first. */
  page(filter: CaseFilter, limit: number, after: CaseCursor | null = null): CaseView[] {
    const { where, values } = conditions(this.#narrowed(filter), after)
    const sql = `${view} WHERE ${where} ORDER BY registered_ms DESC, case_key DESC LIMIT ?`
    return this.#db
      .prepare<unknown[], Columns>(sql)
      .all(...values, limit)
      .map(toView)
  }

  /** Those that somebody still has to finish, the most urgent first: by promise, else by law, those without a date last. */
  pageByDue(filter: CaseFilter, limit: number, offset: number): CaseView[] {
    const { where, values } = conditions(this.#narrowed(filter), null)
    const sql = `${view} WHERE ${where} AND ${unfinished}
      ORDER BY coalesce(promised_due, legal_due, '9999'), registered_ms, case_key LIMIT ? OFFSET ?`
    return this.#db
      .prepare<unknown[], Columns>(sql)
      .all(...values, limit, offset)
      .map(toView)
  }

  countByStage(filter: CaseFilter = {}): ReadonlyMap<Stage, number> {
    const { where, values } = conditions(this.#narrowed(filter), null)
    const sql = `SELECT stage, count(*) AS count FROM case_view WHERE ${where} GROUP BY stage`
    const rows = this.#db.prepare<unknown[], { stage: Stage; count: number }>(sql).all(...values)
    return new Map(rows.map(({ stage, count }) => [stage, count]))
  }

  /** Cases handed in from each place since then, of those the person may see; places without any are not there. */
  countByOrigin(sinceMs: number, places: readonly PlaceId[], scope: CaseScope): ReadonlyMap<PlaceId, number> {
    const [seen, ...values] = scopeCondition(scope)
    const sql = `SELECT origin_place AS place, count(*) AS count FROM case_view WHERE registered_ms >= ?
      AND stage <> 'registered' AND origin_place IN (SELECT value FROM json_each(?)) AND ${seen} GROUP BY origin_place`
    const rows = this.#db
      .prepare<unknown[], { place: string; count: number }>(sql)
      .all(sinceMs, JSON.stringify(places), ...values)
    return new Map(rows.map(({ place, count }) => [place, count]))
  }

  /**
   * A text that few cases have is looked up in two indexes first, so that the newest million need not be read one by one; one that
   * many have is met soon enough in the order of time.
   */
  #narrowed(filter: CaseFilter): CaseFilter & { readonly keys?: readonly number[] } {
    if (filter.text === undefined) return filter
    const numbers = this.#keysOfNumbers(filter.text.toUpperCase())
    const items = numbers.length > FEW ? [] : this.#keysOfItem.all(nameKey(filter.text), FEW + 1)
    if (numbers.length + items.length > FEW) return filter
    const { text: _, ...rest } = filter
    return { ...rest, keys: [...numbers, ...items].map(({ case_key }) => case_key) }
  }

  /** What begins so is found by its place in the index; any other part of a number by reading the whole of it. */
  #keysOfNumbers(text: string): readonly { readonly case_key: number }[] {
    const begun = this.#keysFrom.all(text, `${text}\u{10ffff}`, FEW + 1)
    return begun.length > 0 ? begun : this.#keysOfNumber.all(text, FEW + 1)
  }

  /** Unfinished cases in a site's hands. */
  openWith(custodian: SiteId): number {
    const sql = `SELECT count(*) AS count FROM case_view WHERE custodian = ? AND ${unfinished}`
    return this.#db.prepare<[string], { count: number }>(sql).get(custodian)?.count ?? 0
  }

  /** Cases of each item registered in a span, its end not counted; items without any are not there. */
  countByItem(fromMs: number, toMs: number): ReadonlyMap<ItemId, number> {
    const sql = `SELECT item, count(*) AS count FROM case_view
      WHERE registered_ms >= ? AND registered_ms < ? GROUP BY item`
    const rows = this.#db.prepare<[number, number], { item: ItemId; count: number }>(sql).all(fromMs, toMs)
    return new Map(rows.map(({ item, count }) => [item, count]))
  }
}

const AFTER = '(registered_ms, case_key) < (?, (SELECT key FROM case_key WHERE case_id = ?))'

function conditions(
  filter: CaseFilter & { readonly keys?: readonly number[] },
  after: CaseCursor | null,
): { where: string; values: unknown[] } {
  const parts: [string, ...unknown[]][] = [['1']]
  const marks = (values: readonly unknown[]) => values.map(() => '?').join(', ')
  const { stages, servicePlaces, places } = filter
  if (stages !== undefined) parts.push([`stage IN (${marks(stages)})`, ...stages])
  if (servicePlaces !== undefined) parts.push([`service_place IN (${marks(servicePlaces)})`, ...servicePlaces])
  if (places !== undefined) {
    const among = marks(places)
    parts.push([`(service_place IN (${among}) OR origin_place IN (${among}))`, ...places, ...places])
  }
  if (filter.text !== undefined)
    parts.push([`(instr(case_view.number, ?) > 0 OR ${itemText})`, filter.text.toUpperCase(), nameKey(filter.text)])
  if (filter.keys !== undefined)
    parts.push(['case_view.case_key IN (SELECT value FROM json_each(?))', JSON.stringify(filter.keys)])
  if (filter.notCustodian !== undefined) parts.push(['case_view.custodian <> ?', filter.notCustodian])
  if (filter.custodian !== undefined) parts.push(['case_view.custodian = ?', filter.custodian])
  if (filter.item !== undefined) parts.push(['case_view.item = ?', filter.item])
  if (filter.digests !== undefined)
    parts.push(['lower(hex(item_digest)) IN (SELECT value FROM json_each(?))', JSON.stringify(filter.digests)])
  if (filter.number !== undefined) parts.push(['instr(case_view.number, ?) > 0', filter.number])
  if (filter.caseIds !== undefined)
    parts.push(['case_view.case_id IN (SELECT value FROM json_each(?))', JSON.stringify(filter.caseIds)])
  if (filter.onlyHere !== undefined) parts.push([`${onlyHere} = ?`, filter.onlyHere ? 1 : 0])
  if (filter.disputed !== undefined) parts.push(['(frozen OR set_aside > 0) = ?', filter.disputed ? 1 : 0])
  if (filter.dueBy !== undefined) parts.push(['(promised_due <= ? OR legal_due <= ?)', filter.dueBy, filter.dueBy])
  if (filter.scope !== undefined) parts.push(scopeCondition(filter.scope))
  if (after !== null) parts.push([AFTER, after.registeredMs, after.caseId])
  return { where: parts.map(([sql]) => sql).join(' AND '), values: parts.flatMap(([, ...values]) => values) }
}

function toView(found: Columns): CaseView {
  return {
    caseId: found.case_id,
    number: found.number,
    stage: found.stage,
    item: found.item,
    itemName: found.item_name,
    custodian: found.custodian,
    originSite: found.origin_site,
    originPlace: found.origin_place,
    serviceSite: found.service_site,
    servicePlace: found.service_place,
    registeredMs: found.registered_ms,
    legalMs: found.legal_ms,
    promisedDue: found.promised_due,
    legalDue: found.legal_due,
    epoch: { seizures: found.seizures, tier: found.tier, moves: found.moves },
    headSequence: found.head_sequence,
    headHash: hashHex(found.head_hash),
    headRow: found.head_row,
    setAside: found.set_aside,
    frozen: found.frozen === 1,
    needsUpgrade: found.needs_upgrade === 1,
    onlyHere: found.only_here === 1,
  }
}
