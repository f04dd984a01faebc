import type { Grant } from '../item.js'
import { currentOrgan, placesUnder } from '../roster-view.js'
import type { Roster } from '../roster.js'
import type { ItemId, LocalDate, OrganId } from '../values.js'
import type { DelegationRow, ItemContent } from './work.js'

export type RowFault =
  | 'unknown-item' // 没有这个事项
  | 'unknown-organ' // 没有这个部门
  | 'not-administrative' // 受委托的只能是行政机关
  | 'own-organ' // 委托给自己
  | 'not-below' // 不在下级
  | 'entrusted-already' // 受委托的权力不得再委托
  | 'repeated' // 重复
  | 'past-date' // 日期已过
  | 'not-delegated' // 未下放
  | 'already-delegated' // 已下放

/** Why one row of a delegation cannot be carried out. */
export interface RowProblem {
  readonly row: number
  readonly fault: RowFault
  readonly item: ItemId
  readonly to: OrganId
  /** In words a clerk reads. */
  readonly detail: string
}

/** What a delegation is judged by. */
export interface DelegationGround {
  readonly roster: Roster
  readonly today: LocalDate
  /** The published content of an item here, or null. */
  readonly itemOf: (item: ItemId) => ItemContent | null
}

type Rule = (row: DelegationRow, item: ItemContent, ground: DelegationGround) => RowFault | false

const DOWN_RULES: readonly Rule[] = [
  ({ to }, item) => to === item.organ && 'own-organ',
  // Delegation goes only to another administrative organ (行政许可法 24); a village committee is none.
  ({ to }, _, { roster }) => currentOrgan(roster, to)?.nature !== 'administrative' && 'not-administrative',
  ({ to }, item, { roster }) => !liesBelow(roster, item.organ, to) && 'not-below',
  // What was entrusted cannot be passed on (行政许可法 24).
  (_, item) => ['5', '6'].includes(item.guide.powerSource) && 'entrusted-already',
  (row, item) => item.grants.some((grant) => isGrantOf(grant, row)) && 'already-delegated',
]

const BACK_RULES: readonly Rule[] = [(row, item) => !item.grants.some((grant) => isGrantOf(grant, row)) && 'not-delegated']

/** Every row that cannot be carried out; one is enough to refuse the whole. */
export function delegationProblems(rows: readonly DelegationRow[], ground: DelegationGround): readonly RowProblem[] {
  return problemsBy(rows, ground, DOWN_RULES)
}

/** As `delegationProblems`, for taking back (收回). */
export function takeBackProblems(rows: readonly DelegationRow[], ground: DelegationGround): readonly RowProblem[] {
  return problemsBy(rows, ground, BACK_RULES)
}

function problemsBy(rows: readonly DelegationRow[], ground: DelegationGround, rules: readonly Rule[]): RowProblem[] {
  const seen = new Set<string>()
  return rows.flatMap((row, index) => {
    const key = `${row.item} ${row.to} ${row.power}`
    const faults = [...(seen.has(key) ? (['repeated'] as const) : []), ...faultsOf(row, ground, rules)]
    seen.add(key)
    return faults.map((fault) => ({ row: index, fault, item: row.item, to: row.to, detail: FAULT_WORDS[fault] }))
  })
}

function faultsOf(row: DelegationRow, ground: DelegationGround, rules: readonly Rule[]): RowFault[] {
  const item = ground.itemOf(row.item)
  if (item === null) return ['unknown-item']
  if (currentOrgan(ground.roster, row.to) === null) return ['unknown-organ']
  const broken = rules.map((rule) => rule(row, item, ground)).filter((fault) => fault !== false)
  return row.from < ground.today ? [...broken, 'past-date'] : broken
}

const FAULT_WORDS: Readonly<Record<RowFault, string>> = {
  'unknown-item': '本级没有发布这个事项',
  'unknown-organ': '名册里没有这个部门',
  'not-administrative': '只能委托、下放给行政机关(行政许可法第24条)',
  'own-organ': '受托部门就是本事项的审批主体',
  'not-below': '受托部门不在审批主体的下级',
  'entrusted-already': '受委托的权力不得再委托(行政许可法第24条)',
  repeated: '与前面的行重复',
  'past-date': '生效日期已过',
  'not-delegated': '该部门没有这项权力,无从收回',
  'already-delegated': '该部门已有这项权力',
}

function liesBelow(roster: Roster, above: OrganId | null, below: OrganId): boolean {
  const [top, bottom] = [above === null ? null : currentOrgan(roster, above), currentOrgan(roster, below)]
  if (top === null || bottom === null || top.level === bottom.level) return false
  return placesUnder(roster, top.place).includes(bottom.place)
}

function isGrantOf({ organ, power }: Grant, { to, power: handed }: DelegationRow): boolean {
  return organ === to && power === handed
}

/**
 * The item with the powers given. Steps between acceptance and decision that named the organ are then done by whichever
 * organ decides the case, so that the one it was handed to can carry it through.
 */
export function withDelegation(item: ItemContent, rows: readonly DelegationRow[], roster: Roster): ItemContent {
  const grants = rows.flatMap(({ to, power }): Grant[] => {
    const organ = currentOrgan(roster, to)
    return organ === null ? [] : [{ level: organ.level, organ: to, power }]
  })
  const decides = rows.some(({ power }) => power === 'decide')
  const steps = item.steps.map((step) => {
    const isBetween = step.kind !== 'accept' && step.kind !== 'decide' && step.externalSystem === null
    return decides && isBetween && step.organ === item.organ ? { ...step, organ: null } : step
  })
  return { ...item, grants: [...item.grants, ...grants], steps }
}

/** The item with the powers taken back; steps stay with whoever decides, which is the organ alone then. */
export function withoutDelegation(item: ItemContent, rows: readonly DelegationRow[]): ItemContent {
  return { ...item, grants: item.grants.filter((grant) => !rows.some((row) => isGrantOf(grant, row))) }
}

/** 职能划转: another organ holds the power from now on; the former one stays on record. */
export function withOrganMoved(item: ItemContent, from: OrganId, to: OrganId): ItemContent {
  const moved = <Value extends { readonly organ: OrganId | null }>(value: Value): Value =>
    value.organ === from ? { ...value, organ: to } : value
  const { organ, guide } = item
  return {
    ...item,
    organ: organ === from ? to : organ,
    grants: item.grants.map(moved),
    steps: item.steps.map(moved),
    guide: organ === from ? { ...guide, formerOrgan: from } : guide,
  }
}
