import { papersOf } from '../../domain/case/papers.js'
import type { CaseState } from '../../domain/case/state.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { CaseId, Hash, MaterialId } from '../../domain/values.js'
import { parseBlob } from '../../store/papers/blob-format.js'
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
  /** elsewhere: this site is not entitled to it; erased: the county keeps it, this station no more. */
  readonly state: 'held' | 'awaited' | 'elsewhere' | 'erased'
  readonly awaited: Age | null
}

export function casePapers(site: Site, state: CaseState): CasePaper[] {
  const names = firstNames(site, state.caseId)
  const wants = new Map(site.store.papers.wantsOf(state.caseId).map((want) => [want.hash, want]))
  const mayShow = entitledSites(state).has(site.id)
  const isErased = site.store.erasures.has(state.caseId)
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
      state: held ? 'held' : awaited !== null ? 'awaited' : isErased ? 'erased' : 'elsewhere',
      awaited,
    }
  })
}

/** A paper being read: a scan may have fifty megabytes, and a station's memory is small. */
export interface OpenPaper {
  readonly mediaType: string
  readonly contentBytes: number
  /** The content piece by piece; each is read when it is asked for. */
  readonly pieces: () => Generator<Buffer>
}

const PIECE_BYTES = 256 * 1024

/** A paper held here for that very case; a relay's spooled copy is none, and a hash alone gives no right. */
export function openPaper(site: Site, caseId: CaseId, hash: Hash): OpenPaper | Refusal {
  const refusal = refuseReading(site, caseId, hash)
  if (refusal !== null) return refusal
  const { blobs } = site.store
  const sizeBytes = blobs.size(hash) ?? 0
  const first = blobs.readRange(hash, 0, PIECE_BYTES)
  const { mediaType, content } = parseBlob(first)
  function* pieces(): Generator<Buffer> {
    yield content
    for (let at = first.length; at < sizeBytes; at += PIECE_BYTES) yield blobs.readRange(hash, at, PIECE_BYTES)
  }
  return { mediaType, contentBytes: sizeBytes - (first.length - content.length), pieces }
}

function refuseReading(site: Site, caseId: CaseId, hash: Hash): Refusal | null {
  const state = loadCase(site, caseId)
  if (state === null) return refused('case/unknown', caseId)
  if (!entitledSites(state).has(site.id)) return refused('paper/not-held', hash)
  if (site.store.papers.heldFor(hash, caseId)) return null
  const isAwaited = site.store.papers.wanted(hash, caseId).some(({ forSite }) => forSite === site.id)
  if (isAwaited) return refused('paper/awaited', hash)
  return refused(site.store.erasures.has(caseId) ? 'paper/erased' : 'paper/not-held', hash)
}

/** The applicant's or the form's data, for people of a site that may hold them; null where they are not here, or a hostile site sent something else. */
export function readData(site: Site, state: CaseState, which: 'applicant' | 'form'): unknown {
  const paper = state[which]
  if (paper === null) return null
  if (refuseReading(site, state.caseId, paper.hash) !== null) return null
  return parsed(site.store.blobs.readBlob(paper.hash).content.toString('utf8'))
}

function parsed(text: string): unknown {
  try {
    const data: unknown = JSON.parse(text)
    return typeof data === 'object' ? data : null
  } catch {
    return null
  }
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
