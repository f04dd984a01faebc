import type { CaseState } from '../../domain/case/state.js'
import { Fault, type FaultCode } from '../../domain/fault.js'
import { whoApplies } from '../../domain/people/who-applies.js'
import type { Blobs } from '../papers/blobs.js'
import type { Tables } from '../tables.js'

/** Shows who applies in a case as the paper held here for it says; shows nobody where there is none, or it cannot be read. */
export function showApplicant(
  { papers, applicants }: Pick<Tables, 'papers' | 'applicants'>,
  blobs: Blobs,
  state: CaseState,
): void {
  const { applicant, caseId } = state
  if (applicant === null || !papers.heldFor(applicant.hash, caseId)) return applicants.remove(caseId)
  const written = read(blobs, applicant.hash)
  if (written === undefined) applicants.remove(caseId)
  else applicants.put(caseId, whoApplies(written))
}

const UNREADABLE: readonly FaultCode[] = ['input/invalid', 'store/damaged', 'paper/not-held']

/** Its author may have put anything behind the right hash; a damaged one is `verify`'s to name. */
function read(blobs: Blobs, hash: string): unknown {
  try {
    return JSON.parse((blobs.justMade(hash) ?? blobs.readBlob(hash)).content.toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Fault && UNREADABLE.includes(error.code))) return undefined
    throw error
  }
}
