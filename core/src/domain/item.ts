import type { Guide } from './catalogue/guide.js'
import type { Hash, ItemId, Level, Limit, LocalDate, MaterialId, OrganId, StepId } from './values.js'

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
  | 'appraisal' // 民主评议
  | 'visit' // 入户调查
  | 'joint-review' // 会审
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
  /** Who acts there, in the guide's words (经办人, 首席代表, 两名工作人员); null where only the organ is named. */
  readonly actedBy: string | null
  /** Name of the outside system the step is handled in, or null when it is handled here. */
  readonly externalSystem: string | null
}

/** 材料来源渠道: 10 the applicant's own, 20 issued by an organ, 30 by an intermediary, 99 other. */
export type SourceChannel = '10' | '20' | '30' | '99'

/** One paper the guide asks for (申请材料). Texts nobody has written are null. */
export interface Material {
  readonly id: MaterialId
  readonly name: string
  readonly originals: number
  readonly copies: number
  /** 材料必要性: `later` is 容缺后补, the paper may follow acceptance. */
  readonly necessity: 'required' | 'optional' | 'later'
  /** 材料类型: 原件, 复印件, 原件或复印件. */
  readonly kind: 'original' | 'copy' | 'either'
  /** 材料形式: 纸质, 电子, 纸质或电子, 系统自动获取免提交. */
  readonly format: 'paper' | 'electronic' | 'either' | 'automatic'
  readonly sourceChannel: SourceChannel
  readonly sourceExplain: string | null
  /** The item of this network whose result the paper is. */
  readonly issuedByItem: ItemId | null
  /** Who outside must act on it first: the employer's stamp, the spouse's employer. */
  readonly firstParty: string | null
  readonly paperSize: string | null
  /** 空白表格 and 示例样表, as the name or address of a file. */
  readonly blankForm: string | null
  readonly sample: string | null
  /** 填报须知, 受理标准. */
  readonly fillingNotes: string | null
  readonly acceptanceStandard: string | null
  /** 要求提供材料的依据. */
  readonly legalBasis: string | null
  /** Type of the electronic certificate (电子证照) the paper is; null when it is none. */
  readonly certificateType: string | null
}

/** 情形: one answer to a group's question. */
export interface ScenarioOption {
  readonly id: string
  readonly name: string
  /** What this answer adds to the papers asked for. */
  readonly materials: readonly MaterialId[]
}

/** 情形组: one question at the counter, answered by exactly one of its options. */
export interface ScenarioGroup {
  readonly id: string
  readonly question: string
  /** Ids are unique in the whole item. */
  readonly options: readonly ScenarioOption[]
  /** Asked when one of these options of earlier groups was chosen; always, when empty. */
  readonly askedWhen: readonly string[]
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
  /** Their answers together select the materials; one that no option names is always asked for. */
  readonly scenarioGroups: readonly ScenarioGroup[]
  /** JSON Schema of the application form; what a field's `x-warn` says is told when its value passes it, and stops nothing. */
  readonly form: Readonly<Record<string, unknown>>
  readonly effectiveFrom: LocalDate
  /** What the guide says beyond what the kernel decides by. */
  readonly guide: Guide
  /** Where the facts come from; invented parts are named as such. */
  readonly source: string
  readonly invented: readonly string[]
}

/** An item version before its digest is reckoned: what a person writes, and what the digest covers. */
export type ItemDraft = Omit<ItemVersion, 'digest'>

export interface ItemRef {
  readonly id: ItemId
  readonly version: number
  readonly digest: Hash
}
