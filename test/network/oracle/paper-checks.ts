import type { CaseState } from '@liandong/core/domain/case/state.js'
import { type Scene, type SeenCase, short } from './scene.js'

function entitled(state: Pick<CaseState, 'originSite' | 'serviceSite' | 'custodian' | 'participants'>): Set<string> {
  return new Set([state.originSite, state.serviceSite, state.custodian, ...state.participants])
}

/** Papers are where they may be and nowhere else, relays have let go of theirs, and nothing is wanted that could be had. */
export function checkPapers(scene: Scene): string[] {
  return [
    ...[...scene.cases].flatMap(([caseId, seen]) => [...absent(scene, caseId, seen), ...misplaced(scene, caseId, seen)]),
    ...scene.sites.flatMap(({ site }) => leftovers(scene, site)),
    ...[...scene.cases].flatMap(([caseId, seen]) => erasedAndLost(scene, caseId, seen)),
  ]
}

function absent({ sites }: Scene, caseId: string, seen: readonly SeenCase[]): string[] {
  const [first] = seen
  if (first === undefined) return []
  const holders = new Map(sites.map(({ site, store }) => [site, store]))
  return [...first.state.papers.keys()].flatMap((hash) => {
    const exists = sites.some(({ store }) => store.papers.heldFor(hash, caseId))
    if (!exists) return []
    return [...entitled(first.state)]
      .filter((site) => holders.get(site)?.papers.heldFor(hash, caseId) === false)
      .filter((site) => holders.get(site)?.erasures.has(caseId) === false)
      .map((site) => `paper ${short(hash)} of case ${short(caseId)} is not at ${site}`)
  })
}

/** What a station erased its gateway holds, and so does the custodian, unless that is a station that erased it too. */
function erasedAndLost({ sites, network }: Scene, caseId: string, seen: readonly SeenCase[]): string[] {
  const [first] = seen
  const erasers = sites.filter(({ store }) => store.erasures.has(caseId))
  if (first === undefined) return []
  return erasers.flatMap(({ site }) => {
    const gateway = network.shape(site).parent ?? ''
    const keepers = sites.filter(
      (other) => other.site === gateway || (other.site === first.state.custodian && !other.store.erasures.has(caseId)),
    )
    const tier = network.shape(site).tier === 'edge' ? [] : [`${site}, which is no station, erased case ${short(caseId)}`]
    const lost = keepers.flatMap(({ site: keeper, store }) =>
      [...(network.erased.get(`${site} ${caseId}`) ?? first.state.papers.keys())]
        .filter((hash) => first.state.papers.has(hash) && !store.papers.heldFor(hash, caseId))
        .map((hash) => `paper ${short(hash)} of case ${short(caseId)} was erased at ${site} and is not at ${keeper}`),
    )
    return [...tier, ...lost]
  })
}

/** Entitled now, on some branch, or the maker of the paper. */
function misplaced({ sites, witness }: Scene, caseId: string, seen: readonly SeenCase[]): string[] {
  const may = new Set(
    seen.flatMap(({ state, rows }) => [...entitled(state), ...rows.flatMap(({ event }) => [...entitled(event.after)])]),
  )
  return sites.flatMap(({ site, store }) =>
    store.papers
      .ofCase(caseId)
      .filter(({ hash }) => !may.has(site) && witness.papers.get(hash) !== site)
      .map(({ hash }) => `paper ${short(hash)} of case ${short(caseId)} is at ${site}, which may not hold it`),
  )
}

function leftovers({ sites, network, isReached }: Scene, site: string): string[] {
  const store = network.site(site).store
  const held = (hash: string, caseId: string) => sites.some((each) => each.store.papers.heldFor(hash, caseId))
  const wants = store.papers.wants().filter(({ hash, caseId, forSite }) => isReached(forSite) && held(hash, caseId))
  const spooled = store.papers.spooled().filter(({ forSite }) => isReached(forSite))
  return [
    ...wants.map(
      ({ hash, caseId, forSite }) => `${site} still wants paper ${short(hash)} of case ${short(caseId)} for ${forSite}`,
    ),
    ...spooled.map(
      ({ hash, caseId, forSite }) => `${site} still spools paper ${short(hash)} of case ${short(caseId)} for ${forSite}`,
    ),
  ]
}
