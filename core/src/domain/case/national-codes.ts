import type { Stage } from './event.js'
import type { CaseState } from './state.js'

/** 办件状态 01–13 of the provincial exchange specifications, which agree on these; 14, 15 and 99 are not portable. */
export type NationalCode = '01' | '02' | '03' | '04' | '05' | '06' | '07' | '08' | '09' | '10' | '11' | '12' | '13'

export const nationalNames: Readonly<Record<NationalCode, string>> = {
  '01': '草稿',
  '02': '收件',
  '03': '预受理',
  '04': '预受理退回',
  '05': '受理',
  '06': '补齐补正',
  '07': '不予受理',
  '08': '在办',
  '09': '挂起',
  '10': '办结',
  '11': '转报办结',
  '12': '作废办结',
  '13': '退件',
}

interface StageRow {
  readonly zh: string
  readonly en: string
  readonly national: NationalCode
}

/** Registered and submitted are both 收件 nationally; 办结 begins with the decision, and a withdrawal is a 退件. */
export const stageTable: Readonly<Record<Stage, StageRow>> = {
  registered: { zh: '已登记', en: 'registered', national: '02' },
  submitted: { zh: '收件', en: 'submitted', national: '02' },
  supplementing: { zh: '补齐补正', en: 'supplement asked', national: '06' },
  accepted: { zh: '受理', en: 'accepted', national: '05' },
  'not-accepted': { zh: '不予受理', en: 'not accepted', national: '07' },
  reviewing: { zh: '在办', en: 'in review', national: '08' },
  decided: { zh: '已决定', en: 'decided', national: '10' },
  delivered: { zh: '已送达', en: 'delivered', national: '10' },
  completed: { zh: '办结', en: 'completed', national: '10' },
  withdrawn: { zh: '撤回', en: 'withdrawn', national: '13' },
}

export function nationalCodeOf(stage: Stage): NationalCode {
  return stageTable[stage].national
}

/** Stages a national code covers; none for codes whose state lies outside the log or does not exist here yet. */
export function stagesOf(code: NationalCode): Stage[] {
  return (Object.keys(stageTable) as Stage[]).filter((stage) => stageTable[stage].national === code)
}

/** 办结结果, kept apart inside; providers merge some of them. */
export type Outcome = 'granted' | 'denied' | 'recorded' | 'not-accepted' | 'withdrawn'

export const outcomeTable: Readonly<Record<Outcome, { readonly zh: string; readonly en: string; readonly code: string }>> = {
  granted: { zh: '准予', en: 'granted', code: '0' },
  denied: { zh: '不予', en: 'denied', code: '1' },
  recorded: { zh: '已登记', en: 'recorded', code: '6' },
  'not-accepted': { zh: '不予受理', en: 'not accepted', code: '6' },
  withdrawn: { zh: '撤回', en: 'withdrawn', code: '6' },
}

/** How the case ended or will end; null while that is open. */
export function outcomeOf(state: Pick<CaseState, 'stage' | 'decision' | 'acceptedMs'>): Outcome | null {
  if (state.decision !== null) return state.decision.result
  if (state.stage === 'withdrawn') return 'withdrawn'
  if (state.stage === 'completed' && state.acceptedMs !== null) return 'recorded'
  return state.stage === 'not-accepted' || state.stage === 'completed' ? 'not-accepted' : null
}
