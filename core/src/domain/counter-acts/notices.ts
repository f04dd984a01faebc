import type { RequestableAct } from '../case/command.js'
import type { NoticeKind } from '../case/event.js'
import type { NoticeState } from '../case/state.js'
import { refused, type Refusal } from '../decider.js'
import { clockUncertaintyMs } from '../working-days.js'
import { isRefusal, legalNow, propose, type CaseDecision, type Context } from '../acts/context.js'

type Act<Name extends string> = Extract<RequestableAct, { readonly act: Name }>

/** Two office clocks may disagree by minutes. */
const MARGIN_MS = 10 * 60_000

/** 已打开: somebody at the counter has seen it; it is not told yet. */
export function openNotice(context: Context, { notice, kind }: Act<'open-notice'>): CaseDecision {
  const found = noticeOf(context, notice, kind)
  if (isRefusal(found)) return found
  if (found.opened !== null || found.told !== null) return refused('notice/opened', String(notice))
  return propose(context, { type: 'notice-opened', notice, kind })
}

/** 已告知: the applicant knows, by whom, how and when. Not before it was issued, not in the future. */
export function tellNotice(context: Context, { act: _act, ...told }: Act<'tell-notice'>): CaseDecision {
  const { state, facts } = context
  const found = noticeOf(context, told.notice, told.kind)
  if (isRefusal(found)) return found
  if (found.told !== null) return refused('notice/told', String(told.notice))
  const margin = clockUncertaintyMs(facts.time.known) + MARGIN_MS
  const possible = told.toldMs >= found.issuedMs - margin && told.toldMs <= legalNow(state, facts) + margin
  return possible ? propose(context, { type: 'notice-told', ...told }) : refused('input/invalid', 'toldMs')
}

/** The kind is asked for too: on a branch that came to stand meanwhile another notice may have that sequence. */
function noticeOf({ state }: Context, sequence: number, kind: NoticeKind): NoticeState | Refusal {
  const found = state.notices.get(sequence)
  return found?.kind === kind ? found : refused('notice/unknown', String(sequence))
}
