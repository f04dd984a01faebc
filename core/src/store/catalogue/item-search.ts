import type { Statement } from 'better-sqlite3'
import type { Bearer } from '../../domain/acts/authority.js'
import { isCalled, officialWords } from './called.js'
import type { ItemVersion } from '../../domain/item.js'
import type { ItemId, Level, LocalDate, OrganId } from '../../domain/values.js'
import type { Connection } from '../file/connection.js'
import { knownParts, searchKey, termsOf, withoutQuestion } from './search-text.js'
import { typed } from './sound.js'
import type { SubjectKind } from './subjects.js'

/** One line of the catalogue's list. */
export interface ItemSummary {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly type: ItemVersion['type']
  readonly level: Level
  readonly organ: OrganId | null
  readonly handling: ItemVersion['handling']
  readonly effectiveFrom: LocalDate
}

/** A line found, and whether the one who asks may take it in. */
export interface ItemHit extends ItemSummary {
  readonly offered: boolean
}

export interface ItemQuery {
  /** Words in any order, each as characters, pinyin, initials, an everyday word, a department, a life event, a topic or a code. */
  readonly text: string
  readonly limit: number
  /** Who asks. */
  readonly bearer: Bearer | null
  /** Items nobody may apply for now, whoever asks. */
  readonly closed: readonly ItemId[]
  /** Only what one of these may take in: those who serve at a place. */
  readonly takenInBy: readonly Bearer[] | null
  /** Departments by whose names items are found. */
  readonly organs: readonly { readonly id: OrganId; readonly name: string }[]
  /** Only of this department, this topic (主题), this life event. */
  readonly organ: OrganId | null
  readonly topic: string | null
  readonly lifeEvent: string | null
}

interface Columns {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly type: ItemVersion['type']
  readonly level: Level
  readonly organ: string | null
  readonly handling: ItemVersion['handling']
  readonly effective_from: string
  readonly offered: 0 | 1
  readonly score: number
}

/** A piece of SQL with the values of its question marks. */
interface Piece {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

/** More words than this say no more. */
const MAX_TERMS = 8
/** Statements differ by the number of words and filters. */
const KEPT_STATEMENTS = 64
/** The rank of a line in which a word is not found. */
const MISSED = 9
const LATIN = /[a-zü]/u
/** Pinyin, initials and codes are no sentence to take apart. */
const TYPED = /^[a-zü\d.-]+$/u

/** Finds items in the list: by columns kept for it, all of them looked through, in a few milliseconds for thousands of items. */
export class ItemSearch {
  readonly #db: Connection
  readonly #known: Statement<[string, string], { readonly found: 1 }>
  readonly #notPublished: Statement<[], { readonly key: ItemId }>
  readonly #statements = new Map<string, Statement<unknown[], Columns>>()

  constructor(db: Connection) {
    this.#db = db
    this.#known = db.prepare('SELECT 1 AS found FROM item_view WHERE instr(name_key, ?) > 0 OR instr(words, ?) > 0 LIMIT 1')
    this.#notPublished = db.prepare("SELECT key FROM catalogue_entry WHERE state <> 'published' UNION SELECT key FROM item_stop")
  }

  /** Items that an entry or a stop takes out of their ordinary state, on some day: few enough to look at each. */
  notPublished(): ItemId[] {
    return this.#notPublished.all().map(({ key }) => key)
  }

  /** Every item in force once, best first: its name begins with the words, holds them, sounds so, is meant by them, has to do with them. */
  find(query: ItemQuery): ItemHit[] {
    const terms = termsOf(query.text)
    const found = this.#holding(terms, query)
    return found.length > 0 || terms.length === 0 ? found : this.#holdingParts(terms, query)
  }

  /** What nothing holds as it was typed is taken apart; what of it is nowhere was not meant for the catalogue (房产证丢了). */
  #holdingParts(terms: readonly string[], query: ItemQuery): ItemHit[] {
    const isKnown = (part: string) => officialWords(part).length > 0 || this.#known.get(part, part) !== undefined
    const asked = terms.flatMap(withoutQuestion)
    const parts = new Set(asked.flatMap((term) => (TYPED.test(term) ? [term] : knownParts(term, isKnown))))
    return parts.size === 0 ? [] : this.#holding([...parts], query)
  }

  #holding(all: readonly string[], query: ItemQuery): ItemHit[] {
    const terms = all.slice(0, MAX_TERMS)
    const ranks = terms.map((term) => rankOf(term, query.organs))
    const offered = query.bearer === null ? { sql: '0', values: [] } : open(query, takenIn(query.bearer))
    const filters = filtersOf(query)
    const sql = `SELECT id, version, name, type, level, organ, handling, effective_from, ${offered.sql} AS offered,
        ${['0', ...terms.map((_, at) => `rank${at}`)].join(' + ')} AS score
      FROM (SELECT *${ranks.map(({ sql }, at) => `, ${sql} AS rank${at}`).join('')} FROM item_view) AS item_view
      WHERE ${['1', ...terms.map((_, at) => `rank${at} < ${MISSED}`), ...filters.map((one) => one.sql)].join(' AND ')}
      ORDER BY score, offered DESC, sound, id LIMIT ?`
    const values = [offered, ...ranks, ...filters].flatMap((piece) => piece.values)
    const rows = this.#statement(sql).all(...values, query.limit)
    return rows.map(({ effective_from, offered, score: _, ...row }) => ({
      ...row,
      effectiveFrom: effective_from,
      offered: offered === 1,
    }))
  }

  #statement(sql: string): Statement<unknown[], Columns> {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    if (this.#statements.size >= KEPT_STATEMENTS) this.#statements.clear()
    const made = this.#db.prepare<unknown[], Columns>(sql)
    this.#statements.set(sql, made)
    return made
  }
}

/** How well a line fits one word. `instr` takes what was typed literally, where LIKE would have wildcards. */
function rankOf(term: string, organs: ItemQuery['organs']): Piece {
  const departments = organs.filter(({ name }) => isCalled(name, term)).map(({ id }) => id)
  const cases: readonly Piece[] = [
    { sql: 'instr(name_key, ?) = 1 THEN 0', values: [term] },
    { sql: 'instr(name_key, ?) > 0 THEN 1', values: [term] },
    ...(LATIN.test(term) ? [{ sql: 'instr(sound, ?) > 0 THEN 2', values: [typed(term)] }] : []),
    { sql: 'instr(words, ?) > 0 THEN 3', values: [term] },
    ...officialWords(term).map((word) => ({ sql: 'instr(name_key, ?) > 0 THEN 3', values: [word] })),
    { sql: 'instr(rest, ?) > 0 THEN 4', values: [term] },
    { sql: 'organ IN (SELECT value FROM json_each(?)) THEN 4', values: [JSON.stringify(departments)] },
  ]
  const sql = `CASE ${cases.map((one) => `WHEN ${one.sql}`).join(' ')} ELSE ${MISSED} END`
  return { sql, values: cases.flatMap(({ values }) => values) }
}

/** The rows somebody may take in, as `takersOf` put them down. */
function takenIn({ level, organ }: Bearer): Piece {
  const at = (pair: string) => `EXISTS (SELECT 1 FROM item_taker AS taker WHERE ${pair} AND taker.row = item_view.row)`
  const anybody: Piece = { sql: at("level = ? AND organ = ''"), values: [level] }
  if (organ === null) return anybody
  const own: Piece = {
    sql: `${at("level = '' AND organ = ?")} OR ${at('level = ? AND organ = ?')}`,
    values: [organ.id, level, organ.id],
  }
  return { sql: `(${anybody.sql} OR ${own.sql})`, values: [...anybody.values, ...own.values] }
}

/** A condition that no closed item meets. */
function open({ closed }: ItemQuery, { sql, values }: Piece): Piece {
  if (closed.length === 0) return { sql, values }
  return { sql: `(${sql} AND id NOT IN (SELECT value FROM json_each(?)))`, values: [...values, JSON.stringify(closed)] }
}

function filtersOf(query: ItemQuery): readonly Piece[] {
  const { takenInBy, organ, topic, lifeEvent } = query
  return [
    ...(takenInBy === null ? [] : [open(query, takenInByAny(takenInBy))]),
    ...(organ === null ? [] : [{ sql: 'organ = ?', values: [organ] }]),
    ...(topic === null ? [] : [about('topic', topic)]),
    ...(lifeEvent === null ? [] : [about('life-event', lifeEvent)]),
  ]
}

function about(kind: SubjectKind, word: string): Piece {
  return { sql: 'row IN (SELECT row FROM item_subject WHERE kind = ? AND key = ?)', values: [kind, searchKey(word)] }
}

/** A hall has many departments: their rows are gathered once, not asked for line by line. */
function takenInByAny(bearers: readonly Bearer[]): Piece {
  const pairs = bearers.flatMap(({ level, organ }) => [
    [level, ''],
    ...(organ === null
      ? []
      : [
          ['', organ.id],
          [level, organ.id],
        ]),
  ])
  const sql = `row IN (SELECT taker.row FROM json_each(?) AS pair
    JOIN item_taker AS taker ON taker.level = pair.value ->> 0 AND taker.organ = pair.value ->> 1)`
  return { sql, values: [JSON.stringify(pairs)] }
}
