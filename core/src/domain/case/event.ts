import type { Epoch } from '../epoch.js'
import type { FaultCode } from '../fault.js'
import type { ItemRef } from '../item.js'
import type {
  Actor,
  CaseId,
  EventTime,
  Hash,
  LocalDate,
  MaterialId,
  OrganId,
  PaperRef,
  PersonId,
  PlaceId,
  RequestId,
  SiteId,
  StepId,
  TaskId,
} from '../values.js'

/** Stage of a case (办件状态); `national-codes.ts` maps each to the codes 01–13. */
export type Stage =
  | 'registered' // 已登记
  | 'submitted' // 收件
  | 'supplementing' // 补齐补正
  | 'accepted' // 受理
  | 'not-accepted' // 不予受理
  | 'reviewing' // 在办
  | 'decided' // 已决定
  | 'delivered' // 已送达
  | 'completed' // 办结
  | 'withdrawn' // 撤回

/** The values after the event, readable by every version: routing, custody and lists use these alone. */
export interface After {
  readonly custodian: SiteId
  /** Sites that hold the log; connected in the tree, grows, never shrinks. */
  readonly path: readonly SiteId[]
  /** Those of the path that may also hold papers. */
  readonly participants: readonly SiteId[]
  readonly originSite: SiteId
  readonly originPlace: PlaceId
  readonly serviceSite: SiteId
  readonly servicePlace: PlaceId
  readonly stage: Stage
  readonly item: ItemRef
}

/** Present when the event answers a request: any later custodian gives the same answer. */
export interface Answer {
  readonly requestId: RequestId
  readonly bodyHash: Hash
  /** null when the request was carried out, else why not. */
  readonly refusal: { readonly code: FaultCode; readonly detail: string } | null
}

export interface PaperSubmitted {
  readonly material: MaterialId
  readonly paper: PaperRef | null
  readonly form: 'original' | 'copy' | 'scan'
  readonly originals: number
  readonly copies: number
}

/** Kinds of applicant; who they are lies in the applicant blob. */
export type ApplicantKind =
  | 'person'
  | 'household'
  | 'sole-trader' // 个体工商户
  | 'village-collective'
  | 'legal-person'
  | 'other-body'

/** 补录: written after the fact, with the claimed time, the reason and its proof. */
export interface EnteredLater {
  readonly claimedMs: number
  readonly reason: 'power-cut' | 'worked-on-paper' | 'other'
  readonly proof: PaperRef | null
}

/** A due date. `latest` makes it a range while the start is uncertain; provisional past the last published calendar year. */
export interface DueDate {
  readonly date: LocalDate
  readonly latest: LocalDate | null
  readonly provisional: boolean
}

export interface Registered {
  readonly type: 'registered'
  readonly applicantKind: ApplicantKind
  /** Blob with applicant, co-applicants, guardian, representative and contact. */
  readonly applicant: PaperRef
  /** Blob with the form's data. */
  readonly form: PaperRef
  readonly coApplicantCount: number
  /** 情形: the options chosen, one for each question put. */
  readonly answers: readonly string[]
  readonly materials: readonly PaperSubmitted[]
  readonly calendarVersion: string
  /** 提交来源: at a window, by a proxy, in a batch. */
  readonly source: 'window' | 'proxy' | 'batch'
  readonly enteredLater: EnteredLater | null
}

/** 补齐补正: the papers asked for, all at once (行政许可法 32). */
export interface SupplementAsked {
  readonly type: 'supplement-asked'
  readonly materials: readonly MaterialId[]
  readonly notice: PaperRef
  readonly dueBy: LocalDate | null
}

export type TaskKind =
  | 'notify' // 告知
  | 'public-notice' // 公示
  | 'village-opinion' // 村级意见
  | 'visit' // 入户调查
  | 'deliver' // 送达
  | 'opinion' // 征求意见
  | 'hand-over' // 移交

/** 告知方式: how a notice reached whom it concerns. */
export type ToldHow = 'in-person' | 'phone' | 'letter' | 'message'
/** 通知: what the applicant has to be told of. */
export type NoticeKind = 'acceptance' | 'non-acceptance' | 'supplement' | 'decision'
export type ToldWhom = 'applicant' | 'household' | 'representative' | 'other'

export type CaseBody =
  | Registered
  | { readonly type: 'submitted'; readonly to: SiteId; readonly organ: OrganId | null }
  | {
      readonly type: 'moved'
      readonly direction: 'up' | 'down' | 'back'
      readonly to: SiteId
      readonly organ: OrganId | null
      readonly note: PaperRef | null
    }
  | {
      readonly type: 'accepted'
      readonly organ: OrganId | null
      readonly acceptedMs: number
      readonly promised: DueDate | null
      readonly legal: DueDate | null
      readonly calendarVersion: string
    }
  | {
      readonly type: 'not-accepted'
      readonly organ: OrganId | null
      readonly ground: 'not-required' | 'wrong-organ' | 'not-eligible' | 'incomplete'
      readonly rightOrgan: OrganId | null
      readonly notice: PaperRef
    }
  | SupplementAsked
  | { readonly type: 'supplement-given'; readonly materials: readonly PaperSubmitted[] }
  | { readonly type: 'paper-added'; readonly material: PaperSubmitted }
  | {
      readonly type: 'step-reviewed'
      readonly step: StepId
      readonly organ: OrganId | null
      readonly result: 'agreed' | 'disagreed'
      readonly opinion: PaperRef | null
    }
  | {
      readonly type: 'decided'
      readonly organ: OrganId | null
      readonly result: 'granted' | 'denied'
      readonly document: PaperRef | null
      readonly certificateNumber: string | null
    }
  | {
      readonly type: 'delivered'
      readonly how: 'counter' | 'post' | 'visit' | 'electronic'
      readonly receiver: 'applicant' | 'representative' | 'proxy'
      readonly proof: PaperRef | null
    }
  | { readonly type: 'completed' }
  | { readonly type: 'withdrawn'; readonly statement: PaperRef | null }
  | {
      readonly type: 'task-given'
      readonly task: TaskId
      readonly kind: TaskKind
      readonly site: SiteId
      readonly place: PlaceId | null
      readonly person: PersonId | null
      readonly from: LocalDate | null
      readonly until: LocalDate | null
      readonly instruction: PaperRef | null
    }
  | {
      readonly type: 'task-answered'
      readonly task: TaskId
      readonly result: 'done' | 'not-done' | 'objection'
      readonly report: PaperRef | null
      /** 评议: attendance and votes, where the task is one. */
      readonly votes: { readonly present: number; readonly agreed: number } | null
    }
  | {
      readonly type: 'external-noted'
      readonly step: StepId
      readonly system: string
      readonly number: string | null
      readonly state: 'sent' | 'in-progress' | 'granted' | 'denied' | 'returned'
      /** When the state was last seen in the outside system, ms since 1970 UTC. */
      readonly asOfMs: number
      readonly proof: PaperRef | null
    }
  /** Somebody at the place that serves the villager has opened the notice issued by the event of that sequence. */
  | { readonly type: 'notice-opened'; readonly notice: number; readonly kind: NoticeKind }
  | {
      readonly type: 'notice-told'
      readonly notice: number
      readonly kind: NoticeKind
      readonly whom: ToldWhom
      readonly how: ToldHow
      /** As claimed by whoever told it, ms since 1970 UTC. */
      readonly toldMs: number
      readonly record: PaperRef | null
    }
  | {
      readonly type: 'originals-handed-on'
      readonly materials: readonly MaterialId[]
      /** null gives them back to the applicant. */
      readonly to: PlaceId | null
      /** Barcode of the bag (交接单); null by hand. */
      readonly bag: string | null
    }
  | {
      readonly type: 'originals-received'
      readonly bag: string | null
      readonly materials: readonly MaterialId[]
      /** Listed in the bag and not found in it. */
      readonly missing: readonly MaterialId[]
    }
  | { readonly type: 'service-place-changed'; readonly place: PlaceId }
  | { readonly type: 'site-joined'; readonly site: SiteId; readonly participant: boolean }
  | {
      readonly type: 'due-reckoned'
      readonly promised: DueDate | null
      readonly legal: DueDate | null
      readonly calendarVersion: string
      readonly reason: 'calendar-published' | 'time-confirmed'
    }
  | {
      readonly type: 'seized'
      readonly from: SiteId
      readonly reason: 'silent' | 'replaced' | 'cut-off' | 'fork' | 'asked-by-city'
      readonly approvers: readonly PersonId[]
      /** Last word the seizer had from the former custodian, ms since 1970 UTC; null when never. */
      readonly lastHeardMs: number | null
      readonly secondDecisionPossible: boolean
    }
  | { readonly type: 'request-refused' }

export type BodyType = CaseBody['type']

/** A body written by a newer version: kept and forwarded byte for byte, shown as "needs upgrade". */
export interface UnknownBody {
  readonly type: 'unknown'
  readonly name: string
}

/** What `decide` wants appended; the site adds sequence, hashes, author and time. */
export interface CaseEventDraft {
  readonly body: CaseBody
  readonly epoch: Epoch
  readonly after: After
  readonly papers: readonly PaperRef[]
  readonly answer: Answer | null
  readonly queryVerifier: QueryVerifier | null
}

/** Proves the random query code on the receipt without holding it: SHA-256 over salt and code. Set by the first event. */
export interface QueryVerifier {
  readonly scheme: 'sha256-salted'
  readonly salt: Hash
  readonly digest: Hash
}

export interface CaseEvent {
  readonly caseId: CaseId
  readonly caseNumber: string
  /** From 1, without gaps within a branch. */
  readonly sequence: number
  readonly epoch: Epoch
  readonly author: Actor
  readonly time: EventTime
  /** Hash of the event before it; zeros before the first. With sequence − 1 it is what a custody event stands on. */
  readonly previousHash: Hash
  readonly after: After
  readonly papers: readonly PaperRef[]
  readonly answer: Answer | null
  readonly queryVerifier: QueryVerifier | null
  readonly body: CaseBody | UnknownBody
}
