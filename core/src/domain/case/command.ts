import type { ItemVersion } from '../item.js'
import type { Roster } from '../roster.js'
import type {
  Actor,
  CaseId,
  EventTime,
  Hash,
  OrganId,
  PaperRef,
  PersonId,
  PlaceId,
  RequestId,
  SiteId,
  TaskId,
} from '../values.js'
import type { Calendar } from '../working-days.js'
import type { CaseBody, QueryVerifier, Registered } from './event.js'

type BodyOf<T extends CaseBody['type']> = Omit<Extract<CaseBody, { readonly type: T }>, 'type'>

/** 登记: the first act, at the place that serves the villager. */
export interface Register {
  readonly act: 'register'
  readonly caseId: CaseId
  readonly number: string
  readonly queryVerifier: QueryVerifier
  readonly originPlace: PlaceId
  readonly servicePlace: PlaceId
  readonly registered: Omit<Registered, 'type' | 'calendarVersion'>
}

/** 即办: registration, acceptance, decision and hand-over in one act. */
export interface HandleInstantly {
  readonly act: 'handle-instantly'
  readonly registration: Omit<Register, 'act'>
  readonly decision: Omit<BodyOf<'decided'>, 'organ'>
  /** null leaves the result to be handed over later. */
  readonly delivery: BodyOf<'delivered'> | null
}

/** Acts only the custodian's own site may carry out. */
export type CustodianAct =
  | Register
  | HandleInstantly
  /** 提交: to the site of the item's accepting organ unless another is named. */
  | { readonly act: 'submit' }
  /** 上报、下转、退回: hands custody over. */
  | {
      readonly act: 'move'
      readonly direction: 'up' | 'down' | 'back'
      readonly to: SiteId
      readonly organ: OrganId | null
      readonly note: PaperRef | null
    }
  | ({ readonly act: 'ask-supplement' } & BodyOf<'supplement-asked'>)
  | ({ readonly act: 'give-task' } & BodyOf<'task-given'>)
  | { readonly act: 'join-site'; readonly site: SiteId; readonly participant: boolean }
  | { readonly act: 'reckon-due'; readonly reason: 'calendar-published' | 'time-confirmed' }

/** Acts any site on the path may ask for by a request; the custodian's own people do them directly. */
export type RequestableAct =
  | { readonly act: 'accept' }
  | ({ readonly act: 'refuse-acceptance' } & Omit<BodyOf<'not-accepted'>, 'organ'>)
  | ({ readonly act: 'give-supplement' } & BodyOf<'supplement-given'>)
  | ({ readonly act: 'add-paper' } & BodyOf<'paper-added'>)
  | ({ readonly act: 'review-step' } & Omit<BodyOf<'step-reviewed'>, 'organ'>)
  | ({ readonly act: 'decide' } & Omit<BodyOf<'decided'>, 'organ'>)
  | ({ readonly act: 'deliver' } & BodyOf<'delivered'>)
  | { readonly act: 'complete' }
  | ({ readonly act: 'withdraw' } & BodyOf<'withdrawn'>)
  | ({ readonly act: 'answer-task'; readonly task: TaskId } & BodyOf<'task-answered'>)
  | ({ readonly act: 'note-external' } & BodyOf<'external-noted'>)
  | { readonly act: 'change-service-place'; readonly place: PlaceId }
  | ({ readonly act: 'open-notice' } & BodyOf<'notice-opened'>)
  | ({ readonly act: 'tell-notice' } & BodyOf<'notice-told'>)
  | ({ readonly act: 'hand-on-originals' } & BodyOf<'originals-handed-on'>)
  | ({ readonly act: 'receive-originals' } & BodyOf<'originals-received'>)

/** 接管: by the custodian's direct parent (by the city when the county itself is gone). */
export interface Seize {
  readonly act: 'seize'
  readonly from: SiteId
  readonly reason: Extract<CaseBody, { type: 'seized' }>['reason']
  readonly approvers: readonly PersonId[]
  readonly lastHeardMs: number | null
  readonly secondDecisionPossible: boolean
}

export type CaseAct = CustodianAct | RequestableAct | Seize
export type ActName = CaseAct['act']

/** The request an act answers; absent when the custodian's own people act. */
export interface AskedBy {
  readonly requestId: RequestId
  readonly bodyHash: Hash
}

export interface CaseCommand {
  readonly act: CaseAct
  readonly by: Actor
  readonly asked: AskedBy | null
}

/** What the deciding site knows when it decides; everything the kernel may not ask the machine for. */
export interface Facts {
  /** The site deciding, which is the custodian unless it seizes. */
  readonly self: SiteId
  readonly time: EventTime
  /** The pinned version (at registration: the version chosen); null when this site lacks it. */
  readonly item: ItemVersion | null
  readonly calendar: Calendar
  readonly roster: Roster
  /** Held here, verified, for this very case. */
  readonly holdsPaper: (hash: Hash) => boolean
}
