import { evolveWork } from '../../domain/catalogue-work/review.js'
import type { WorkFact, Worker, WorkState } from '../../domain/catalogue-work/work.js'
import { sha256Hex, ZERO_HASH } from '../../wire/hash.js'
import { canonicalJson } from '../../wire/parts/canonical-json.js'
import type { Site } from '../site.js'

/** Begins a work with its first act. Inside a transaction, like all here. */
export function beginWork(site: Site, fact: Extract<WorkFact, { fact: 'begun' }>, by: Worker): WorkState {
  return append(site, site.options.randomHex(16), null, fact, by)
}

/** Writes one more act of a work, chained to the one before. */
export function record(site: Site, state: WorkState, fact: WorkFact, by: Worker): WorkState {
  return append(site, state.id, state, fact, by)
}

function append(site: Site, work: string, state: WorkState | null, fact: WorkFact, { person, organ }: Worker): WorkState {
  const sequence = (state?.sequence ?? 0) + 1
  const atMs = site.clock.now().estimateMs
  const said = { work, sequence, person, organ, atMs, fact, previousHash: state?.head ?? ZERO_HASH }
  const act = { ...said, hash: sha256Hex(Buffer.from(canonicalJson(said))) }
  const next = evolveWork(state, act)
  site.store.catalogueWork.works.append(act, next)
  return next
}

/** The first act of a work's log that was altered afterwards, or does not chain; null when all is as it was written. */
export function brokenAct(site: Site, work: string): number | null {
  let previousHash = ZERO_HASH
  for (const { hash, ...said } of site.store.catalogueWork.works.acts(work)) {
    if (said.previousHash !== previousHash || sha256Hex(Buffer.from(canonicalJson(said))) !== hash) return said.sequence
    previousHash = hash
  }
  return null
}
