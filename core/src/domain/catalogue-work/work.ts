import type { ListId, VersionRef } from '../catalogue/list.js'
import type { ItemDraft } from '../item.js'
import type { Hash, ItemId, LocalDate, OrganId, PersonId } from '../values.js'

/** What people write of a version; the digest comes with publishing. */
export type ItemContent = ItemDraft

/** 编制中, 部门审核, 合法性审核, 待发布, 已发布, 已放弃. */
export type WorkStage = 'draft' | 'department-check' | 'legal-review' | 'ready' | 'published' | 'dropped'

/** 审批, 初审, 收件: what a level below may be given. */
export type HandedPower = 'decide' | 'first-review' | 'receive'

/** One power handed down (下放, source 2) or entrusted (委托, source 5), or taken back. */
export interface DelegationRow {
  readonly item: ItemId
  readonly to: OrganId
  readonly power: HandedPower
  readonly source: '2' | '5'
  readonly from: LocalDate
}

/** What the work is for; one work may change many items and is published as one edition. */
export type WorkPlan =
  | { readonly kind: 'edit' }
  /** 上级修订: prepared when the base list changed. */
  | {
      readonly kind: 'revision'
      readonly entry: string
      readonly from: number
      readonly to: number
      readonly due: LocalDate | null
    }
  /** 下放, 收回. */
  | { readonly kind: 'delegation' | 'take-back'; readonly rows: readonly DelegationRow[] }
  /** 职能划转. */
  | { readonly kind: 'transfer'; readonly from: OrganId; readonly to: OrganId }
  /** 批量修改. */
  | { readonly kind: 'batch' }
  /** 暂停, 恢复, 取消: at once, nothing is written. */
  | { readonly kind: 'suspend' | 'resume' | 'cancel'; readonly items: readonly ItemId[] }

/** One item of a work: what it starts from, and how it shall read. */
export interface WorkItem {
  readonly item: ItemId
  /** The published version it was begun from; null for a new item. */
  readonly basedOn: VersionRef | null
  readonly content: ItemContent
}

/** A part both sides changed: shown side by side until a person takes one. */
export interface Choice {
  readonly item: ItemId
  readonly path: string
  readonly base: unknown
  readonly theirs: unknown
  readonly ours: unknown
  readonly take: 'theirs' | 'ours' | null
}

/** What was done to a work; the state is the fold of these. */
export type WorkFact =
  | {
      readonly fact: 'begun'
      readonly plan: WorkPlan
      /** The organ whose items these are; null where several organs', or the village's. */
      readonly organ: OrganId | null
      readonly title: string
      readonly items: readonly WorkItem[]
      readonly choices: readonly Choice[]
    }
  | { readonly fact: 'edited'; readonly item: WorkItem }
  /** The version it stands on has changed: parts untouched here followed, the others wait for a choice. */
  | {
      readonly fact: 'rebased'
      readonly plan: WorkPlan
      readonly items: readonly WorkItem[]
      readonly choices: readonly Choice[]
    }
  | { readonly fact: 'chosen'; readonly choice: Choice; readonly content: ItemContent }
  /** With what the person said of it; absent where nothing was said. */
  | { readonly fact: 'submitted' | 'department-passed' | 'legally-passed'; readonly opinion?: string }
  | { readonly fact: 'returned' | 'dropped'; readonly reason: string }
  | { readonly fact: 'published'; readonly list: ListId; readonly number: number; readonly from: LocalDate }

/** Who acts on a work. */
export interface Worker {
  readonly person: PersonId
  readonly organ: OrganId | null
}

/** One row of a work's log: who did what, when, chained by hashes over canonical JSON. */
export interface WorkAct extends Worker {
  readonly work: string
  readonly sequence: number
  readonly atMs: number
  readonly fact: WorkFact
  readonly previousHash: Hash
  readonly hash: Hash
}

/** A work (编制) as its acts leave it. */
export interface WorkState {
  readonly id: string
  readonly plan: WorkPlan
  readonly organ: OrganId | null
  readonly title: string
  readonly stage: WorkStage
  readonly items: readonly WorkItem[]
  readonly choices: readonly Choice[]
  /** Everybody who wrote in it: none of them may review it legally. */
  readonly authors: readonly PersonId[]
  /** The last return, until it is submitted again. */
  readonly returned: { readonly from: WorkStage; readonly reason: string; readonly by: PersonId } | null
  readonly published: { readonly list: ListId; readonly number: number; readonly from: LocalDate } | null
  readonly beganMs: number
  readonly changedMs: number
  readonly sequence: number
  readonly head: Hash
}
