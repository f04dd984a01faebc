import { Fault } from '../../domain/fault.js'
import type { RequestId } from '../../domain/values.js'
import { sha256Hex } from '../../wire/hash.js'
import type { Acting } from '../act.js'
import type { Site } from '../site.js'
import { type BatchRow, batchRowProblems, type SharedAnswers } from './application.js'
import { type Registered, takeIn } from './register.js'
import { refusedFields, refusedInput } from './refusal.js'

/** 集中办理: one item, answers shared by all, one row and one case a person. */
export interface Batch {
  readonly shared: SharedAnswers
  readonly rows: readonly BatchInputRow[]
  readonly acting: Acting
  /** Random, made by the page for the grid; sending it again repeats no row that is in. */
  readonly requestId: RequestId
  /** Holds the papers of all rows; it stays until a person drops it, for rows may still be corrected. */
  readonly draft: string | null
}

export interface BatchInputRow {
  /** The grid's own name for the row, kept when others are removed. */
  readonly key: string
  /** Judged here, so that a row of the wrong shape holds back only itself. */
  readonly content: unknown
}

export interface BatchRowResult {
  readonly key: string
  readonly result: Registered
}

/** Registers each row as a case of its own; rows waiting together share a commit. */
export function registerBatch(site: Site, batch: Batch): Promise<readonly BatchRowResult[]> {
  return Promise.all(batch.rows.map(async (row) => ({ key: row.key, result: await registerRow(site, batch, row) })))
}

async function registerRow(site: Site, batch: Batch, { key, content }: BatchInputRow): Promise<Registered> {
  if (batch.rows.filter((row) => row.key === key).length > 1) return refusedInput('input/invalid', `row ${key} stands twice`)
  const problems = batchRowProblems(content)
  if (problems.length > 0) return refusedFields(problems)
  const { shared, acting, draft } = batch
  const application = applicationOf(shared, content as BatchRow)
  try {
    return await takeIn(site, {
      application,
      acting,
      draft,
      requestId: rowRequestId(batch.requestId, key),
      source: 'batch',
      instant: null,
    })
  } catch (error) {
    if (error instanceof Fault) return refusedInput(error.code, error.detail)
    throw error
  }
}

function applicationOf({ form: sharedForm, materials: sharedMaterials = [], ...asked }: SharedAnswers, row: BatchRow) {
  const { materials: own = [], form, ...rest } = row
  const ownIds = new Set(own.map(({ material }) => material))
  const materials = [...own, ...sharedMaterials.filter(({ material }) => !ownIds.has(material))]
  return { ...asked, ...rest, form: { ...sharedForm, ...form }, materials }
}

/** As random as the batch's id, and the same for the same row. */
function rowRequestId(requestId: RequestId, key: string): RequestId {
  return sha256Hex(`batch row\n${requestId}\n${key}`).slice(0, 32)
}
