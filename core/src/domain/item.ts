import type { Hash, ItemId, Level, LocalDate, MaterialId, OrganId, StepId } from './values.js'

/** 事项类型, GB/T 39046 table A.1: 01 permit … 10 other power, 20 public service. */
export type ItemType = '01' | '02' | '03' | '04' | '05' | '06' | '07' | '08' | '09' | '10' | '20'

/** 行政许可: decided only by an administrative organ (行政许可法 22–24). */
export const PERMIT: ItemType = '01'
export const PUBLIC_SERVICE: ItemType = '20'

/** What a level may do with an item: 审批, 初审, 收件; at villages 村级办理, 代办, 咨询引导. */
export type Power = 'decide' | 'first-review' | 'receive' | 'village-handle' | 'proxy' | 'consult'

/** One row of the authority matrix: at this level, this organ (or any place of the level when null) has this power. */
export interface Grant {
  readonly level: Level
  readonly organ: OrganId | null
  readonly power: Power
}

export type StepKind =
  | 'accept' // 受理
  | 'examine' // 审查
  | 'site-survey' // 踏勘
  | 'public-notice' // 公示
  | 'village-opinion' // 村级意见
  | 'review' // 审核
  | 'decide' // 决定
  | 'certificate' // 制证
  | 'external' // 外部系统办理

export interface Step {
  readonly id: StepId
  readonly name: string
  readonly kind: StepKind
  readonly organ: OrganId | null
  readonly level: Level
  /** Name of the outside system the step is handled in, or null when it is handled here. */
  readonly externalSystem: string | null
}

export interface Material {
  readonly id: MaterialId
  readonly name: string
  readonly originals: number
  readonly copies: number
  /** 材料必要性: `later` is 容缺后补, the paper may follow acceptance. */
  readonly necessity: 'required' | 'optional' | 'later'
}

/** 情形: chosen by answers at the counter, selects the materials asked for. */
export interface Scenario {
  readonly id: string
  readonly name: string
  readonly materials: readonly MaterialId[]
}

export interface Limit {
  readonly days: number
  readonly unit: 'working-day' | 'calendar-day'
}

/** One immutable version of an item (事项); `digest` is SHA-256 of its canonical JSON without the digest itself. */
export interface ItemVersion {
  readonly id: ItemId
  readonly version: number
  readonly digest: Hash
  readonly name: string
  readonly type: ItemType
  readonly level: Level
  /** 审批主体; null only for an item handled in the village. */
  readonly organ: OrganId | null
  /** 即办件 or 承诺件, GB/T 39046 table A.6. */
  readonly handling: 'instant' | 'promised'
  /** 承诺办结时限 and 法定办结时限; null where none is set. */
  readonly promised: Limit | null
  readonly legal: Limit | null
  readonly withdrawable: boolean
  readonly hasResult: boolean
  readonly grants: readonly Grant[]
  readonly steps: readonly Step[]
  readonly materials: readonly Material[]
  readonly scenarios: readonly Scenario[]
  /** JSON Schema of the application form. */
  readonly form: Readonly<Record<string, unknown>>
  readonly effectiveFrom: LocalDate
  /** 设定依据, and where the entry's facts come from; invented parts are named as such. */
  readonly basis: readonly string[]
  readonly source: string
  readonly invented: readonly string[]
}

export interface ItemRef {
  readonly id: ItemId
  readonly version: number
  readonly digest: Hash
}
