import { dayNumber, startOfDayMs } from '../../domain/civil-date.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { FaultCode } from '../../domain/fault.js'
import type { Rights } from '../../domain/rights/rights.js'
import type { CaseId, RequestId, StepId } from '../../domain/values.js'
import { runWorker } from '../../runtime/worker.js'
import { sha256Hex } from '../../wire/hash.js'
import { type Acting, actOnCase } from '../act.js'
import { loadCase } from '../execute.js'
import { caseNamed } from '../query/names.js'
import type { Site } from '../site.js'
import { type OutsideLine, uncheckedOutside } from '../worklist/worklist.js'
import type { ReturnedState, ReturnList, ReturnRow } from './return-rows.js'

/** A row with the step it belongs to, or why there is none. */
export interface MatchedRow extends ReturnRow {
  readonly match: {
    readonly caseId: CaseId
    readonly number: string
    readonly itemName: string
    readonly step: StepId
    readonly stepName: string
    readonly system: string
  } | null
  readonly problem: FaultCode | null
}

/** What is noted of a step, as the dry run found it. */
export interface ReturnToApply {
  readonly row: number
  readonly caseId: CaseId
  readonly step: StepId
  readonly system: string
  readonly externalNumber: string | null
  readonly state: ReturnedState
  readonly date: string | null
}

export interface AppliedRow {
  readonly row: number
  readonly number: string
  readonly outcome: 'done' | 'requested' | 'refused'
  readonly code: FaultCode | null
  readonly detail: string
}

const LIMITS = { maxOldGenerationSizeMb: 400, maxYoungGenerationSizeMb: 32 }
const READ_MS = 30_000

/** 试算: reads the list in a thread of its own and says of each row which step it belongs to; nothing is written. */
export async function matchReturns(site: Site, rights: Rights, bytes: Uint8Array): Promise<readonly MatchedRow[] | Refusal> {
  const list = await readList(bytes)
  if (list.problem !== null) return refused(list.problem.code, list.problem.detail)
  const open = uncheckedOutside(site, rights, 0)
  return list.rows.map((row) => matched(open, row))
}

async function readList(bytes: Uint8Array): Promise<ReturnList> {
  let list: ReturnList | null = null
  const end = await runWorker({
    script: new URL('./table-thread.js', import.meta.url),
    data: bytes,
    limits: LIMITS,
    timeoutMs: READ_MS,
    onMessage: (message) => {
      list = message as ReturnList
    },
  })
  if (end.kind === 'failed') throw end.error
  return list ?? { rows: [], problem: { code: 'input/too-large', detail: end.kind === 'limit' ? end.detail : '' } }
}

/** By the other system's number where it is known, else by our own; a case may have several steps outside. */
function matched(open: readonly OutsideLine[], row: ReturnRow): MatchedRow {
  const byOther = open.filter(({ externalNumber }) => row.externalNumber !== '' && externalNumber === row.externalNumber)
  const found = byOther.length > 0 ? byOther : open.filter(({ number }) => row.number !== '' && number === row.number)
  const only = found.length === 1 ? found[0] : undefined
  if (only === undefined) return { ...row, match: null, problem: found.length === 0 ? 'return/no-match' : 'return/several' }
  const { caseId, number, itemName, step, system } = only
  const match = { caseId, number, itemName, step: step.id, stepName: step.name, system }
  return { ...row, match, problem: row.state === null ? 'return/unknown-state' : null }
}

/** Notes each row by the one command there is for steps outside; sent again under its id nothing is noted twice. */
export async function applyReturns(
  site: Site,
  acting: Acting,
  requestId: RequestId,
  rows: readonly ReturnToApply[],
): Promise<readonly AppliedRow[]> {
  const nowMs = site.clock.now().estimateMs
  const applied: AppliedRow[] = []
  for (const { row, caseId, step, system, externalNumber, state, date } of rows) {
    const own = sha256Hex(Buffer.from(`${requestId} ${row} ${caseId} ${step}`)).slice(0, 32)
    const asOfMs = seenAt(site, caseId, step, date, nowMs)
    const act = { act: 'note-external', step, system, number: externalNumber, state, asOfMs, proof: null } as const
    // One after the other: a case may stand in several rows.
    const outcome = await actOnCase(site, { caseId, act, acting, requestId: own })
    const told = outcome.kind === 'refused' ? { code: outcome.code, detail: outcome.detail } : { code: null, detail: '' }
    applied.push({ row, number: caseNamed(site, caseId).number, outcome: outcome.kind, ...told })
  }
  return applied
}

const DAY_MS = 86_400_000

/** A list tells the day alone: its end, or now where that has not come. */
function seenAt(site: Site, caseId: CaseId, step: StepId, date: string | null, nowMs: number): number {
  const end = date === null ? nowMs : startOfDayMs(dayNumber(date)) + DAY_MS - 60_000
  const before = loadCase(site, caseId)?.external.get(step)?.asOfMs ?? 0
  return Math.max(Math.min(end, nowMs), Math.min(before, nowMs))
}
