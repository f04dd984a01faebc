import type { CaseId, Hash, SiteId } from '../../domain/values.js'
import { loadCase } from '../execute.js'
import type { PaperLedger, PaperName, WantAnswer, WholePaper } from '../ledger.js'
import { keeps } from '../erasure/kept.js'
import { settlePending } from '../pending.js'
import type { Site } from '../site.js'
import { isEntitledSide } from './wants.js'

/** Wants read at once: a few milliseconds. */
const PAGE = 256

/**
 * What the blob exchange needs of a site. A paper passes only between sites of its case, toward one that is entitled.
 * Who is entitled answers from its own copy; a relay spools a copy for each neighbour that asked, until it says Got.
 */
export function paperLedger(site: Site): PaperLedger {
  const { asked } = site
  return {
    connected: (peer) => asked.forget(peer),
    wantsFrom: (peer) => wantsFrom(site, peer),
    wantsOf: (peer, caseId) => wantsOf(site, peer, caseId),
    isWanted: (peer, caseId, hash) => hasJoined(site, peer, caseId) && isWantedFrom(site, peer, { caseId, hash }),
    hasJoined: (peer, caseId) => hasJoined(site, peer, caseId),
    partSize: (hash) => site.store.blobs.partSize(hash),
    unconfirmed: (peer) => site.store.papers.spooled().filter(({ forSite }) => forSite === peer),
    offerable: (peer, caseId, hash) => (mayRead(site, peer, { caseId, hash }) ? site.store.papers.sizeOf(hash) : null),
    wanted: (peer, caseId, hash) => wanted(site, peer, { caseId, hash }),
    readChunk: (peer, caseId, hash, offset, length) =>
      mayRead(site, peer, { caseId, hash }) ? site.store.blobs.readRange(hash, offset, length) : null,
    writeChunk: (peer, caseId, hash, offset, data, sizeBytes) => {
      if (!isWantedFrom(site, null, { caseId, hash })) return { kind: 'complete' }
      const taken = site.store.blobs.takeChunk(hash, offset, data, sizeBytes)
      if (taken.kind === 'more') return taken
      if (taken.kind === 'mismatch') return mismatched(site, peer, caseId, hash)
      const paper = { caseId, hash, file: taken.paper }
      if (taken.paper.bytes !== null) return { kind: 'whole', paper }
      keep(site, [paper])
      return { kind: 'complete' }
    },
    keep: (papers) => keep(site, papers),
    has: (caseId, hash) => isHere(site, { caseId, hash }),
    got: (peer, caseId, hash) => got(site, peer, { caseId, hash }),
    keeps: (peer, caseId, hash) => keeps(site, peer, { caseId, hash }),
    confirmed: (peer, caseId, hash, said) => site.kept.confirmed(peer, { caseId, hash }, said),
  }
}

/** Bytes that are not what their name says: dropped, said aloud, and fetched anew. */
function mismatched(site: Site, peer: SiteId, caseId: CaseId, hash: Hash): { readonly kind: 'mismatch' } {
  site.options.notify.alarm('paper/hash-mismatch', { peer, caseId, blob: hash })
  return { kind: 'mismatch' }
}

function hasJoined(site: Site, peer: SiteId, caseId: CaseId): boolean {
  return site.store.neighbours.hasJoined(caseId, peer)
}

function isHere(site: Site, { caseId, hash }: PaperName): boolean {
  return site.store.papers.heldFor(hash, caseId) || site.store.papers.spooledFor(hash, caseId).length > 0
}

function mayRead(site: Site, peer: SiteId, paper: PaperName): boolean {
  const { papers } = site.store
  const isAsked = site.asked.by(paper).has(peer) && papers.heldFor(paper.hash, paper.caseId)
  return isAsked || papers.spooledFor(paper.hash, paper.caseId).includes(peer)
}

function isOwnWant(site: Site, { caseId, hash }: PaperName): boolean {
  return site.store.papers.wanted(hash, caseId).some(({ forSite }) => forSite === site.id)
}

/** For this very site, or for a neighbour other than the one asked. */
function isWantedFrom(site: Site, peer: SiteId | null, paper: PaperName): boolean {
  return isOwnWant(site, paper) || isPassedOn(site, peer, paper)
}

function isPassedOn(site: Site, peer: SiteId | null, paper: PaperName): boolean {
  for (const asker of site.asked.by(paper)) if (asker !== peer) return !isHere(site, paper)
  return false
}

/** This site's own, those of older cases first; then what it passes on. Read as it is gone through. */
function* wantsFrom(site: Site, peer: SiteId): Generator<PaperName> {
  for (let after: PaperName | null = null; ; ) {
    const page: readonly PaperName[] = site.store.papers.wantsAfter(after, PAGE)
    for (const paper of page) if (hasJoined(site, peer, paper.caseId)) yield paper
    after = page.at(-1) ?? null
    if (page.length < PAGE) break
  }
  for (const paper of site.asked.all()) {
    if (isPassedOn(site, peer, paper) && hasJoined(site, peer, paper.caseId) && !isOwnWant(site, paper)) yield paper
  }
}

function wantsOf(site: Site, peer: SiteId, caseId: CaseId): PaperName[] {
  if (!hasJoined(site, peer, caseId)) return []
  const passedOn = site.asked.ofCase(caseId).filter((paper) => isPassedOn(site, peer, paper) && !isOwnWant(site, paper))
  return [...site.store.papers.wantsOf(caseId), ...passedOn]
}

function wanted(site: Site, peer: SiteId, paper: PaperName): WantAnswer {
  const { papers } = site.store
  const { caseId, hash } = paper
  const state = loadCase(site, caseId)
  if (state === null || !hasJoined(site, peer, caseId)) return { kind: 'refused', code: 'case/unknown' }
  const namedSize = state.papers.get(hash)
  if (namedSize === undefined) return { kind: 'refused', code: 'paper/not-held' }
  if (!isEntitledSide(site, state, peer)) return { kind: 'refused', code: 'authority/denied' }
  if (!isHere(site, paper) && site.store.erasures.has(caseId)) return { kind: 'refused', code: 'paper/erased' }
  site.asked.add(peer, paper)
  if (!isHere(site, paper)) {
    site.options.notify.papersChanged({ wantedIn: new Set([caseId]), settled: [] })
    return { kind: 'passed-on' }
  }
  // A relay's copy for another neighbour would go when that one has it.
  if (!mayRead(site, peer, paper)) site.transact(() => papers.spool(hash, caseId, peer, site.nowRawMs()))
  return { kind: 'have', sizeBytes: papers.sizeOf(hash) ?? namedSize }
}

/** One commit for all of them. */
function keep(site: Site, papers: readonly WholePaper[]): void {
  site.transact(() => {
    for (const paper of papers) if (isWantedFrom(site, null, paper)) arrived(site, paper)
    settlePending(site)
  })
}

/** The file is here, verified: it is held where it was wanted for this site, else spooled for whoever asked. */
function arrived(site: Site, { file, ...paper }: WholePaper): void {
  const { papers } = site.store
  const { caseId, hash } = paper
  const atMs = site.nowRawMs()
  papers.addNew(file, atMs)
  if (isOwnWant(site, paper)) {
    papers.holdFor(hash, caseId, atMs)
    papers.dropWant(hash, caseId, site.id)
    const state = loadCase(site, caseId)
    if (state?.applicant?.hash === hash) site.store.showApplicant(state)
  } else {
    for (const peer of site.asked.by(paper)) papers.spool(hash, caseId, peer, atMs)
  }
  site.markUnsettled(caseId)
  site.markPaperSettled(paper)
}

/** The neighbour has it: a relay's copy goes once nobody else waits for it. */
function got(site: Site, peer: SiteId, paper: PaperName): void {
  const { papers, blobs } = site.store
  const { caseId, hash } = paper
  site.asked.remove(peer, paper)
  if (!papers.spooledFor(hash, caseId).includes(peer)) return
  const gone = site.transact(() => {
    papers.unspool(hash, caseId, peer)
    if (!papers.has(hash) || !papers.isUnreferenced(hash)) return false
    papers.forget(hash)
    return true
  })
  if (gone) blobs.erase(hash)
}
