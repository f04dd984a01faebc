import type { Hash, PersonId, PlaceId, SiteId } from '../../domain/values.js'

/** Which cases somebody may see: those of any part, and what the person was asked for. */
export interface CaseScope {
  readonly parts: readonly ScopePart[]
  readonly person: PersonId
  /** This site: tasks for it as a whole are for everybody whose part says so. */
  readonly site: SiteId
}

/** One role's share. */
export interface ScopePart {
  /** The role's place and all below it. */
  readonly places: readonly PlaceId[]
  /** Item versions whose cases it reaches wherever they began. */
  readonly everywhere: readonly Hash[]
  /** Item versions whose cases it reaches in its places; `all`: of every item. */
  readonly within: readonly Hash[] | 'all'
  /** Cases whose item version is not here to tell are reached too, wherever they began. */
  readonly unknownToo: boolean
  /** Places whose tasks are the role's. */
  readonly asked: readonly PlaceId[]
  /** Item versions some organ at this site handles: a case that lies here without one is for everybody here. */
  readonly handledHere: readonly Hash[]
}

/** The condition over `case_view`, with its values; long lists go in as one value of JSON, so that the statement stays short. */
export function scopeCondition({ parts, person, site }: CaseScope): [string, ...unknown[]] {
  const all = parts.map((part) => partCondition(part, site))
  const named = 'case_view.case_id IN (SELECT case_id FROM task_view WHERE person = ?)'
  const sql = [...all.map(([each]) => each), named].map((each) => `(${each})`).join(' OR ')
  return [`(${sql})`, ...all.flatMap(([, ...values]) => values), person]
}

const AMONG = 'IN (SELECT value FROM json_each(?))'
const DIGEST = 'lower(hex(item_digest))'

function partCondition(
  { places, everywhere, within, unknownToo, asked, handledHere }: ScopePart,
  site: SiteId,
): [string, ...unknown[]] {
  const here = `(service_place ${AMONG} OR origin_place ${AMONG})`
  const area = JSON.stringify(places)
  const ors: [string, ...unknown[]][] = [
    [
      `case_view.case_id IN (SELECT case_id FROM task_view
        WHERE place ${AMONG} OR (place IS NULL AND person IS NULL AND site = ?))`,
      JSON.stringify(asked),
      asked.length > 0 ? site : '',
    ],
  ]
  if (asked.length > 0)
    ors.push([
      `custodian = ? AND origin_site <> custodian AND service_site <> custodian AND ${DIGEST} NOT ${AMONG}`,
      site,
      JSON.stringify(handledHere),
    ])
  if (within === 'all') ors.push([here, area, area])
  else if (within.length > 0) ors.push([`${here} AND ${DIGEST} ${AMONG}`, area, area, JSON.stringify(within)])
  if (everywhere.length > 0) ors.push([`${DIGEST} ${AMONG}`, JSON.stringify(everywhere)])
  if (unknownToo) ors.push(['NOT EXISTS (SELECT 1 FROM item_version WHERE item_version.digest = case_view.item_digest)'])
  return [ors.map(([each]) => `(${each})`).join(' OR '), ...ors.flatMap(([, ...values]) => values)]
}
