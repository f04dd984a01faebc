import { papersOf } from '../../domain/case/papers.js'
import type { CaseState } from '../../domain/case/state.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { CaseId, Hash, MaterialId } from '../../domain/values.js'
import type { Blob } from '../../store/papers/blob-format.js'
import { decodeEvent } from '../../wire/event.js'
import { loadCase } from '../execute.js'
import type { Site } from '../site.js'
import { entitledSites } from '../links/wants.js'
import { type Age, ageOf } from './age.js'

/** One paper the case names, and whether its bytes are here. */
export interface CasePaper {
  readonly hash: Hash
  readonly sizeBytes: number
  /** What it is: by the event that named it first, or the guide's material. */
  readonly what: string
  readonly material: MaterialId | null
  /** elsewhere: this site is not entitled to it, or has erased its copy. */
  readonly state: 'held' | 'awaited' | 'elsewhere'
  readonly awaited: Age | null
}

export function casePapers(site: Site, state: CaseState): CasePaper[] {
  const names = firstNames(site, state.caseId)
  const wants = new Map(site.store.papers.wantsOf(state.caseId).map((want) => [want.hash, want]))
  const mayShow = entitledSites(state).has(site.id)
  return [...state.papers].map(([hash, sizeBytes]) => {
    const want = wants.get(hash)
    const held = mayShow && site.store.papers.heldFor(hash, state.caseId)
    const awaited = want === undefined || want.forSite !== site.id ? null : ageOf(site, want.sinceMs, state.originPlace)
    const material = [...state.materials.values()].find(({ paper }) => paper?.hash === hash)?.material ?? null
    return {
      hash,
      sizeBytes,
      what: whatIs(state, hash) ?? names.get(hash) ?? 'paper',
      material,
      state: held ? 'held' : awaited === null ? 'elsewhere' : 'awaited',
      awaited,
    }
  })
}

/** The bytes of a paper held here for that very case; a relay's spooled copy is none, and a hash alone gives no right. */
export function readPaper(site: Site, caseId: CaseId, hash: Hash): Blob | Refusal {
  const state = loadCase(site, caseId)
  if (state === null) return refused('case/unknown', caseId)
  if (!entitledSites(state).has(site.id)) return refused('paper/not-held', hash)
  if (site.store.papers.heldFor(hash, caseId)) return site.store.blobs.readBlob(hash)
  const isAwaited = site.store.papers.wanted(hash, caseId).some(({ forSite }) => forSite === site.id)
  return refused(isAwaited ? 'paper/awaited' : 'paper/not-held', hash)
}

/** The applicant's or the form's data, for people of a site that may hold them; null where they are not here. */
export function readData(site: Site, state: CaseState, which: 'applicant' | 'form'): unknown {
  const paper = state[which]
  if (paper === null) return null
  const blob = readPaper(site, state.caseId, paper.hash)
  return 'kind' in blob ? null : JSON.parse(blob.content.toString('utf8'))
}

function whatIs(state: CaseState, hash: Hash): string | null {
  if (state.applicant?.hash === hash) return 'applicant'
  return state.form?.hash === hash ? 'form' : null
}

function firstNames(site: Site, caseId: CaseId): ReadonlyMap<Hash, string> {
  const names = new Map<Hash, string>()
  for (const { bytes } of site.store.cases.standing(caseId)) {
    const { body } = decodeEvent(bytes)
    if (body.type === 'unknown') continue
    for (const { hash } of papersOf(body)) if (!names.has(hash)) names.set(hash, body.type)
  }
  return names
}
