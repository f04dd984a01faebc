import type { CaseEvent, NoticeKind, Stage } from '../case/event.js'
import type { CaseState, NoticeState } from '../case/state.js'
import { added } from './opening.js'

/** Events that the applicant has to be told of (行政许可法 32, 44; 行政复议 runs from being told). */
const ISSUED: Readonly<Partial<Record<string, NoticeKind>>> = {
  accepted: 'acceptance',
  'not-accepted': 'non-acceptance',
  'supplement-asked': 'supplement',
  decided: 'decision',
}

/** The chain of each notice: issued, opened at the place, told. The first word about it stands. */
export function foldNotices(state: CaseState, event: CaseEvent): CaseState {
  const { body, sequence, time, author } = event
  const kind = ISSUED[body.type]
  if (kind !== undefined) return withNotice(state, sequence, { kind, issuedMs: time.legalMs, opened: null, told: null })
  if (body.type === 'notice-opened') {
    const notice = state.notices.get(body.notice)
    if (notice === undefined || notice.opened !== null) return state
    return withNotice(state, body.notice, { ...notice, opened: { atMs: time.legalMs, place: author.place } })
  }
  if (body.type !== 'notice-told') return state
  const notice = state.notices.get(body.notice)
  if (notice === undefined || notice.told !== null) return state
  const { whom, how, toldMs, record } = body
  return withNotice(state, body.notice, { ...notice, told: { whom, how, toldMs, record, place: author.place } })
}

function withNotice(state: CaseState, sequence: number, notice: NoticeState): CaseState {
  return { ...state, notices: added(state.notices, sequence, notice) }
}

const OVER: readonly Stage[] = ['delivered', 'completed', 'withdrawn']

/** Notices somebody still has to tell; what was handed over or withdrawn needs no further word. */
export function untold(state: Pick<CaseState, 'notices' | 'stage'>): readonly (NoticeState & { readonly sequence: number })[] {
  if (OVER.includes(state.stage)) return []
  return [...state.notices].flatMap(([sequence, notice]) => (notice.told === null ? [{ ...notice, sequence }] : []))
}
