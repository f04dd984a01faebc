import { type Scene, short } from './scene.js'

/** Every open request waits somewhere, with a reason that is still true. */
export function checkRequests(scene: Scene): string[] {
  return scene.sites.flatMap(({ site, store }) =>
    store.requests.allUnanswered(Number.MAX_SAFE_INTEGER).flatMap(({ id, own, state, code, request }) => {
      const name = `request ${short(id)} (${request.act.act}) on case ${short(request.caseId)} at ${site}`
      // Whoever holds the case is cut off by a dead county: the lane toward it says so.
      if (isBeyondReach(scene, request.caseId)) return []
      if (state === 'waiting') return isTrue(scene, request.caseId, code) ? [] : [`${name} waits for ${code}`]
      if (!own) return []
      const waits = scene.sites.some(({ store: other }) => other.requests.find(id)?.state === 'waiting')
      return waits ? [] : [`${name} is ${state} and waits nowhere`]
    }),
  )
}

function isBeyondReach({ cases, isReached }: Scene, caseId: string): boolean {
  const custodian = cases.get(caseId)?.[0]?.state.custodian
  return custodian !== undefined && !isReached(custodian)
}

/** Only a paper that is nowhere any more is worth waiting for when all lines are sound. */
function isTrue(scene: Scene, caseId: string, code: string | null): boolean {
  if (code !== 'paper/awaited') return false
  const seen = scene.cases.get(caseId) ?? []
  const papers = new Set(seen.flatMap(({ state }) => [...state.papers.keys()]))
  return [...papers].some((hash) => !scene.sites.some(({ store }) => store.papers.heldFor(hash, caseId)))
}

/** What the city asked of a county that lives stands in the case's log, or was refused with a reason. */
export function checkAsks({ witness, sites, cases, isReached }: Scene): string[] {
  return witness.acts.flatMap(({ state, site, requestId, caseId }) => {
    const ask = state === 'asked' ? sites.find((each) => each.site === site)?.store.seizureAsks.find(requestId) : undefined
    if (ask === undefined) return []
    const name = `ask ${short(requestId)} to seize case ${short(caseId)}`
    if (ask === null) return [`${name} is acknowledged and gone`]
    const seen = cases.get(caseId) ?? []
    const isSeized = seen.some(({ rows }) => rows.some(({ event }) => event.answer?.requestId === requestId))
    return isSeized || ask.code !== null || !isReached(ask.county) ? [] : [`${name} has no answer of ${ask.county}`]
  })
}
