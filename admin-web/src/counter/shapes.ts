import type { ITEM, ITEM_LINE, ASKED } from '@liandong/core/http/schemas/item.js'
import type { OUTSIDE, WORKLIST } from '@liandong/core/http/counter/worklist.js'
import type { NOTICE_LINE, ORIGINAL_LINE, RECEIPT, TASK_LINE } from '@liandong/core/http/schemas/case.js'
import type { REQUEST } from '@liandong/core/http/schemas/traffic.js'
import type { Static } from 'typebox'

/** What the program answers counters, as its own schemas say. */
export type ItemLine = Static<typeof ITEM_LINE>
export type Item = Static<typeof ITEM>
export type Asked = Static<typeof ASKED>
export type Material = Item['materials'][number]
export type Receipt = Static<typeof RECEIPT>
export type NoticeLine = Static<typeof NOTICE_LINE>
export type OriginalLine = Static<typeof ORIGINAL_LINE>
export type Worklist = Static<typeof WORKLIST>
export type OutsideSteps = Static<typeof OUTSIDE>
export type TaskLine = Static<typeof TASK_LINE>
export type RequestLine = Static<typeof REQUEST>

export interface DraftLine {
  readonly id: string
  readonly place: string
  readonly person: string
  readonly item: string
  readonly title: string
  readonly createdMs: number
  readonly changedMs: number
}

interface Note {
  readonly kind: 'field' | 'paper' | 'question'
  readonly id: string
  readonly name: string
}

/** A draft as it is read and as each saving answers it. */
export interface Draft extends DraftLine {
  readonly content: unknown
  readonly itemVersion: number | null
  readonly changes: {
    readonly from: number | null
    readonly to: number
    readonly missing: readonly Note[]
    readonly notAsked: readonly Note[]
  } | null
}
