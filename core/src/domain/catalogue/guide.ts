import type { ItemId, Limit, LocalDate, OrganId } from '../values.js'

/** 权力来源: 1 法定本级行使, 2 上级下放, 3 上级授权, 4 同级授权, 5 上级委托, 6 同级委托. */
export type PowerSource = '1' | '2' | '3' | '4' | '5' | '6'
/** 服务对象, GB/T 39046 A.4: 1 natural person … 6 other organisation. */
export type ServiceObject = '1' | '2' | '3' | '4' | '5' | '6'
/** 办理形式, GB/T 39046 A.5. */
export type HandlingForm = '1' | '2' | '3' | '4' | '9'
/** 通办范围: 1 national, 2 province, 3 city, 4 county, 5 township, 6 across villages; null: only where it is offered. */
export type HandleArea = '1' | '2' | '3' | '4' | '5' | '6'

/** Codes are opaque strings with their scheme; none is ever a key, because versions change them. */
export interface ItemCodes {
  readonly scheme: 'GB/T 39046-2020' | 'GB/T 39554-2020' | 'local'
  /** 基本编码 CATALOGCODE. */
  readonly catalogue: string | null
  /** 实施编码 TASKCODE. */
  readonly task: string | null
  /** 业务办理项编码 TASKHANDLEITEM. */
  readonly handleItem: string | null
  readonly localCatalogue: string | null
  readonly localTask: string | null
}

/** 设定依据 BYLAW. */
export interface LegalBasis {
  readonly law: string
  readonly documentNumber: string | null
  readonly clause: string | null
  readonly text: string | null
}

/** 收费: none without a basis in law or administrative regulation (行政许可法 58). */
export interface Fee {
  readonly name: string
  readonly standard: string
  /** null is refused when the item is checked, with the article. */
  readonly basis: LegalBasis | null
  readonly reducible: boolean
  readonly reductionBasis: string | null
}

/** What the time of a decision may be stopped for (行政许可法 45); a site survey (踏勘) is not among them. */
export type StopGround =
  | 'hearing' // 听证
  | 'tender' // 招标
  | 'auction' // 拍卖
  | 'inspection' // 检验
  | 'testing' // 检测
  | 'quarantine' // 检疫
  | 'appraisal' // 鉴定
  | 'expert-review' // 专家评审

/** 特殊环节 / 特别程序 (GB/T 39046 A.7): survey, hearing, test, expert review. */
export interface SpecialStep {
  readonly name: string
  readonly kind: '1' | '2'
  readonly limit: Limit | null
  readonly basis: string | null
  readonly chargeBasis: string | null
  /** Whether its time counts inside the legal limit; outside only on a ground of 行政许可法 45. */
  readonly insideLimit: boolean
  readonly ground: StopGround | null
}

/** 结果: 1 证照, 2 批文, 3 其他, 4 无. */
export interface ItemResult {
  readonly kind: '1' | '2' | '3' | '4'
  readonly name: string
  readonly sample: string | null
  readonly certificateType: string | null
}

export interface QuestionAndAnswer {
  readonly question: string
  readonly answer: string
}

/** Which base entry (基本目录) the item was claimed from, and by which version of it. */
export interface BaseRef {
  readonly entry: string
  readonly version: number
}

/** 办事指南: what an implementation list entry says beyond what the kernel decides by (elements of the national upload schema). */
export interface Guide {
  readonly codes: ItemCodes
  readonly base: BaseRef | null
  /** The implementation list entry (实施清单) this business item (业务办理项) belongs to, when it has siblings. */
  readonly implementation: { readonly id: string; readonly name: string } | null
  readonly powerSource: PowerSource
  /** 监管主体, 划转前部门, 委托部门, 联办机构. */
  readonly supervisingOrgan: OrganId | null
  readonly formerOrgan: OrganId | null
  readonly entrustingOrgan: OrganId | null
  readonly jointOrgans: readonly OrganId[]
  /** Water, gas and the like are provided by a company. */
  readonly company: string | null
  /** 登记类: only recorded, nothing is decided. */
  readonly recordOnly: boolean
  readonly sensitive: boolean
  readonly highRisk: boolean
  readonly handledAt: 'here' | 'external' | 'both'
  readonly externalSystems: readonly string[]
  readonly serviceObjects: readonly ServiceObject[]
  readonly handlingForms: readonly HandlingForm[]
  readonly area: HandleArea | null
  /** 到办事现场次数 LIMITSCENENUM; null where nobody has said. */
  readonly visits: number | null
  readonly visitsExplain: string | null
  /** 受理条件 ACCEPTCONDITION. */
  readonly conditions: readonly string[]
  /** 办理流程 HANDLEFLOW. */
  readonly flow: string | null
  readonly legalExplain: string | null
  readonly promisedExplain: string | null
  readonly quota: string | null
  readonly legalBasis: readonly LegalBasis[]
  readonly fees: readonly Fee[]
  readonly specialSteps: readonly SpecialStep[]
  readonly results: readonly ItemResult[]
  readonly questions: readonly QuestionAndAnswer[]
  /** 前置: what must be had first; an item of the network, or the name of something outside it. */
  readonly preconditions: readonly { readonly item: ItemId | null; readonly name: string }[]
  /** 中介服务 SERVICETYPE. */
  readonly intermediaries: readonly string[]
  /** TRANSACTADDR, TRANSACTTIME, LINKWAY, SUPERVISEWAY. */
  readonly address: string | null
  readonly hours: string | null
  readonly consult: string | null
  readonly complain: string | null
  /** 进驻大厅, 网上办理深度, 网上支付, 快递, 预约, 自助终端. */
  readonly inCentre: boolean
  readonly onlineDepth: string | null
  readonly payOnline: boolean
  readonly express: boolean
  readonly booking: boolean
  readonly terminals: boolean
  /** 主题: USERTOPICTYPE, CORPTOPICTYPE, local ones, life events (生育 … 身后). */
  readonly topics: readonly string[]
  readonly lifeEvents: readonly string[]
  /** Everyday words people ask with. */
  readonly keywords: readonly string[]
  /** PLANEFFECTIVEDATE is the version's own; PLANCANCELDATE. */
  readonly planCancel: LocalDate | null
  /** The printable official form, as a template the form's fields are filled into; null: printed from the schema. */
  readonly formTemplate: string | null
}
