import { refused, type Refusal } from '../../domain/decider.js'
import type { CaseId, PaperRef } from '../../domain/values.js'
import type { NewPaper } from '../../store/papers/blobs.js'
import { type Acting, resolveActor } from '../act.js'
import { loadCase } from '../execute.js'
import type { Site } from '../site.js'
import { findDraft } from './drafts.js'

export interface PaperUpload {
  /** What the paper is for: it may be named there and nowhere else. */
  readonly to: { readonly draft: string } | { readonly caseId: CaseId }
  readonly content: Uint8Array
  readonly mediaType: string
  readonly acting: Acting
}

/**
 * Keeps a paper: staged for a draft, or held for a case whose path this site is on. Naming it is another act. Throws
 * `paper/empty`, `paper/too-large`, or `input/invalid` for a media type that is none.
 */
export async function attachPaper(site: Site, upload: PaperUpload): Promise<PaperRef | Refusal> {
  const refusal = refuseUpload(site, upload)
  if (refusal !== null) return refusal
  const { to, content, mediaType } = upload
  const paper = site.store.blobs.compose(content, mediaType)
  let isKept = false
  try {
    const outcome = await site.commit(() => refuseUpload(site, upload) ?? keep(site, paper, to))
    isKept = !('kind' in outcome)
    return outcome
  } finally {
    if (!isKept) site.store.blobs.discard(paper)
  }
}

/** Inside the transaction. */
function keep(site: Site, paper: NewPaper, to: PaperUpload['to']): PaperRef {
  const { papers } = site.store
  const nowMs = site.nowRawMs()
  papers.addNew(paper, nowMs)
  if ('draft' in to) papers.stage(paper.ref.hash, to.draft, nowMs)
  else papers.holdFor(paper.ref.hash, to.caseId, nowMs)
  return paper.ref
}

function refuseUpload(site: Site, { to, acting }: PaperUpload): Refusal | null {
  if ('draft' in to) {
    const draft = findDraft(site, acting, to.draft)
    return 'code' in draft ? draft : null
  }
  const by = resolveActor(site, acting)
  if ('kind' in by) return by
  const state = loadCase(site, to.caseId)
  if (state === null) return refused('case/unknown', to.caseId)
  return state.path.includes(site.id) ? null : refused('site/not-on-path', site.id)
}
