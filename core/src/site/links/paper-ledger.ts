import type { CaseId, Hash, SiteId } from '../../domain/values.js'
import type { NewPaper } from '../../store/papers/blobs.js'
import { loadCase } from '../execute.js'
import type { PaperLedger, WantAnswer } from '../ledger.js'
import { settlePending } from '../pending.js'
import type { Site } from '../site.js'
import { isEntitledSide } from './wants.js'

/**
 * What the blob exchange needs of a site. A paper passes only between sites of its case, toward one that is entitled.
 * What a neighbour asked for is spooled for it, by this site's own copy or by a relay's, until it says Got.
 */
export function paperLedger(site: Site): PaperLedger {
  const mayRead = (peer: SiteId, caseId: CaseId, hash: Hash) => site.store.papers.spooledFor(hash, caseId).includes(peer)
  return {
    connected: (peer) => site.transact(() => forgetWantsOf(site, peer)),
    wantsFrom: (peer) =>
      site.store.papers
        .wants()
        .filter(({ caseId, forSite }) => forSite !== peer && site.store.neighbours.hasJoined(caseId, peer))
        .map(({ caseId, hash }) => ({ caseId, hash, offset: site.store.blobs.partSize(hash) })),
    answerable: (peer) =>
      site.store.papers
        .spooled()
        .filter(({ forSite }) => forSite === peer)
        .map(({ caseId, hash }) => ({ caseId, hash, sizeBytes: site.store.papers.sizeOf(hash) ?? 0 })),
    wanted: (peer, caseId, hash) => site.transact(() => wanted(site, peer, caseId, hash)),
    readChunk: (peer, caseId, hash, offset, length) =>
      mayRead(peer, caseId, hash) ? site.store.blobs.readRange(hash, offset, length) : null,
    writeChunk: (peer, caseId, hash, offset, data, sizeBytes) => {
      if (site.store.papers.wanted(hash, caseId).length === 0) return { kind: 'complete' }
      const taken = site.store.blobs.takeChunk(hash, offset, data, sizeBytes)
      if (taken.kind === 'more') return taken
      if (taken.kind === 'mismatch') return mismatched(site, peer, caseId, hash)
      site.transact(() => arrived(site, caseId, taken.paper))
      return { kind: 'complete' }
    },
    has: (caseId, hash) => site.store.papers.heldFor(hash, caseId) || site.store.papers.spooledFor(hash, caseId).length > 0,
    got: (peer, caseId, hash) => got(site, peer, caseId, hash),
  }
}

/** Bytes that are not what their name says: dropped, said aloud, and fetched anew. */
function mismatched(site: Site, peer: SiteId, caseId: CaseId, hash: Hash): { readonly kind: 'mismatch' } {
  site.options.notify.alarm('paper/hash-mismatch', { peer, caseId, blob: hash })
  return { kind: 'mismatch' }
}

function forgetWantsOf(site: Site, peer: SiteId): void {
  for (const { hash, caseId, forSite } of site.store.papers.wants()) {
    if (forSite === peer) site.store.papers.dropWant(hash, caseId, peer)
  }
}

function wanted(site: Site, peer: SiteId, caseId: CaseId, hash: Hash): WantAnswer {
  const { papers } = site.store
  const state = loadCase(site, caseId)
  if (state === null || !site.store.neighbours.hasJoined(caseId, peer)) return { kind: 'refused', code: 'case/unknown' }
  const namedSize = state.papers.get(hash)
  if (namedSize === undefined) return { kind: 'refused', code: 'paper/not-held' }
  if (!isEntitledSide(site, state, peer)) return { kind: 'refused', code: 'authority/denied' }
  if (papers.heldFor(hash, caseId) || papers.spooledFor(hash, caseId).length > 0) {
    papers.spool(hash, caseId, peer, site.nowRawMs())
    return { kind: 'have', sizeBytes: papers.sizeOf(hash) ?? namedSize }
  }
  papers.want(caseId, { hash, sizeBytes: namedSize }, peer, site.nowRawMs())
  site.markPapersChanged()
  return { kind: 'passed-on' }
}

/** The file is here, verified: it is held where it was wanted for this site, spooled where it was wanted for another. */
function arrived(site: Site, caseId: CaseId, paper: NewPaper): void {
  const { papers } = site.store
  const { hash } = paper.ref
  const atMs = site.nowRawMs()
  papers.addNew(paper, atMs)
  for (const { forSite } of papers.wanted(hash, caseId)) {
    if (forSite === site.id) papers.holdFor(hash, caseId, atMs)
    else papers.spool(hash, caseId, forSite, atMs)
    papers.dropWant(hash, caseId, forSite)
  }
  site.markUnsettled(caseId)
  settlePending(site)
  site.markPapersChanged()
}

/** The neighbour has it: a relay's copy goes once nobody else waits for it. */
function got(site: Site, peer: SiteId, caseId: CaseId, hash: Hash): void {
  const { papers, blobs } = site.store
  const gone = site.transact(() => {
    papers.dropWant(hash, caseId, peer)
    papers.unspool(hash, caseId, peer)
    if (!papers.has(hash) || !papers.isUnreferenced(hash)) return false
    papers.forget(hash)
    return true
  })
  if (gone) blobs.erase(hash)
}
