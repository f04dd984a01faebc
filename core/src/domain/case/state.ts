import type { Epoch } from '../epoch.js'
import type { Hash, LocalDate, MaterialId, PaperRef, PlaceId, RequestId, StepId, TaskId } from '../values.js'
import type {
  After,
  Answer,
  ApplicantKind,
  CaseBody,
  DueDate,
  EnteredLater,
  NoticeKind,
  PaperSubmitted,
  QueryVerifier,
} from './event.js'

type BodyOf<T extends CaseBody['type']> = Extract<CaseBody, { readonly type: T }>

export interface StepState {
  readonly result: 'agreed' | 'disagreed'
  readonly atMs: number
}

export interface TaskState extends Omit<BodyOf<'task-given'>, 'type'> {
  readonly givenMs: number
  readonly answer: Omit<BodyOf<'task-answered'>, 'type' | 'task'> | null
}

/** What has to be told to the applicant, by the event that issued it. */
export interface NoticeState {
  readonly kind: NoticeKind
  readonly issuedMs: number
  readonly opened: { readonly atMs: number; readonly place: PlaceId } | null
  readonly told: (Omit<BodyOf<'notice-told'>, 'type' | 'notice' | 'kind'> & { readonly place: PlaceId }) | null
}

/** An original (原件): who has it, or between whom it travels. */
export interface OriginalState {
  /** The place that has it or sent it off last; null is the applicant. */
  readonly holder: PlaceId | null
  /** Where it is on its way to; null while it rests. */
  readonly to: PlaceId | null
  readonly bag: string | null
  readonly sinceMs: number
  /** Sent, and not in the bag when that was opened. */
  readonly missing: boolean
}

/** Fold of one case's events. */
export interface CaseState extends After {
  readonly caseId: string
  readonly number: string
  readonly sequence: number
  readonly epoch: Epoch
  /** Legal time of the last event: the next is never before it. */
  readonly legalMs: number
  readonly registeredMs: number
  readonly queryVerifier: QueryVerifier | null
  readonly applicantKind: ApplicantKind
  readonly applicant: PaperRef | null
  readonly form: PaperRef | null
  readonly coApplicantCount: number
  /** 情形: the options chosen; `answers` below are those to requests. */
  readonly scenarioAnswers: readonly string[]
  readonly enteredLater: EnteredLater | null
  readonly calendarVersion: string
  readonly materials: ReadonlyMap<MaterialId, PaperSubmitted>
  /** Every paper an event of this case named, with its size. */
  readonly papers: ReadonlyMap<Hash, number>
  /** The supplement outstanding; null when none is. Asked at most once per material without a flag. */
  readonly supplement: { readonly materials: readonly MaterialId[]; readonly dueBy: LocalDate | null } | null
  readonly supplementsAsked: ReadonlyMap<MaterialId, number>
  readonly acceptedMs: number | null
  readonly promised: DueDate | null
  readonly legal: DueDate | null
  readonly steps: ReadonlyMap<StepId, StepState>
  readonly external: ReadonlyMap<StepId, Omit<BodyOf<'external-noted'>, 'type'>>
  readonly tasks: ReadonlyMap<TaskId, TaskState>
  /** By the sequence of the event that issued each. */
  readonly notices: ReadonlyMap<number, NoticeState>
  /** By material; the certificate (结果证照) stands under `RESULT`. */
  readonly originals: ReadonlyMap<MaterialId, OriginalState>
  readonly decision: Omit<BodyOf<'decided'>, 'type'> | null
  readonly decidedMs: number | null
  readonly delivery: Omit<BodyOf<'delivered'>, 'type'> | null
  readonly answers: ReadonlyMap<RequestId, Answer>
  /** Names of body types this program does not know, met on this branch: commands wait for an upgrade. */
  readonly unknownBodies: readonly string[]
  /** A seizure before the lease's margin was over: two decisions may be in people's hands. */
  readonly secondDecisionPossible: boolean
}
