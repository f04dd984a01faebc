import { openStore } from '@liandong/core/store/open.js'

/** Of the acknowledged cases, those that the closed store does not hold when it is opened again: the case, and every paper held for it. */
export function missingIn(folder: string, acknowledged: readonly string[]): number {
  const store = openStore(folder)
  const isThere = (caseId: string) =>
    store.cases.state(caseId) !== null && store.papers.ofCase(caseId).every(({ hash }) => store.blobs.size(hash) !== null)
  const missing = acknowledged.filter((caseId) => !isThere(caseId)).length
  store.close()
  return missing
}
