import type { CasePage } from '../../parts/shapes.js'

/** The one step of 办不成事反映, an ordinary item that only records: the answer. */
export const replyStep = 'reply'

/** What its form asks. */
export interface StuckForm {
  readonly wish?: string
  readonly sentBy?: string
  readonly elsewhere?: string
}

export type StuckState = 'waiting' | 'answered' | 'told' | 'done'

export type ReplyTask = CasePage['tasks'][number]

/** The answer on its way to be told; null before anybody answered. */
export function replyOf({ tasks }: CasePage): ReplyTask | null {
  return tasks.find(({ kind }) => kind === 'notify') ?? null
}

export function stateOf(page: CasePage): StuckState {
  if (page.line.stage === 'completed' || page.line.stage === 'withdrawn') return 'done'
  const reply = replyOf(page)
  if (reply === null) return 'waiting'
  return reply.answer === null ? 'answered' : 'told'
}
