import type { Acknowledgement } from '../desk/ack-book.js'
import type { CasePage } from '../desk/api.js'

/** What one site on a case's path says of it; null when it does not hold the case. */
export interface Testimony {
  readonly site: string
  readonly page: CasePage | null
}

/** One case as all sites on its path tell it. */
export interface CaseVerdict {
  readonly caseId: string
  readonly number: string
  readonly stage: string
  readonly heads: readonly { readonly site: string; readonly head: string | null }[]
  readonly isEqual: boolean
  /** Acknowledged, and not in the log of some site on the path. */
  readonly missing: readonly (Acknowledgement & { readonly missingAt: string })[]
}

/** Compares heads, and looks in every log for every acknowledged act. */
export function judge(caseId: string, testimonies: readonly Testimony[], acknowledged: readonly Acknowledgement[]): CaseVerdict {
  const pages = testimonies.flatMap(({ page }) => (page === null ? [] : [page]))
  const heads = testimonies.map(({ site, page }) => ({ site, head: page?.history.at(-1)?.hash ?? null }))
  const first = heads[0]?.head ?? null
  const missing = acknowledged.flatMap((one) =>
    testimonies.filter(({ page }) => !holds(page, one)).map(({ site }) => ({ ...one, missingAt: site })),
  )
  return {
    caseId,
    number: pages[0]?.line.number ?? '?',
    stage: pages[0]?.line.stage ?? '?',
    heads,
    isEqual: first !== null && heads.every(({ head }) => head === first) && pages.every(({ setAside }) => setAside.length === 0),
    missing,
  }
}

function holds(page: CasePage | null, { requestId }: Acknowledgement): boolean {
  if (page === null) return false
  if (requestId === null) return page.history[0]?.body.type === 'registered'
  return page.history.some(({ answer }) => answer?.requestId === requestId && answer.refusal === null)
}
