import type { SiteId } from '../../domain/values.js'
import { liesBehind } from '../../domain/tree.js'
import type { AuditChain } from '../../store/audit/audit-log.js'
import { type AuditAsk, type AuditNews, type AuditRange, decodeAuditNews, encodeAuditNews } from '../../wire/audit/news.js'
import { applied, type Applied, parked } from '../inbound/applied.js'
import { mayBeChild } from '../links/linked-children.js'
import { writeLetter } from '../log/forward.js'
import type { Site } from '../site.js'
import { beginAnew, takeRange } from './copies.js'

/** One letter: small beside a frame, so that nothing waits long behind it. */
const LETTER_BYTES = 96 * 1024
/** Read at once; the smallest entries are some hundred bytes. */
const LETTER_ENTRIES = 500
/** Letters of one round; the rest goes with the next. */
const ROUND_LETTERS = 8

/** Takes in what a neighbour tells of audit logs: entries from below, asks from above. Inside a transaction. */
export function applyAuditNews(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const { ranges, asks } = decodeAuditNews(payload)
  if (from === site.parent) return ranges.length > 0 ? parked('event/wrong-side', 'audit entries from above') : answer(site, asks)
  const wrong = ranges.find((range) => !maySpeakOf(site, from, range))
  if (wrong !== undefined || asks.length > 0) return parked('event/wrong-side', `audit log of ${wrong?.site ?? from}`)
  const missing = ranges.flatMap((range) => takeRange(site, range, range.site === from) ?? [])
  if (missing.length > 0) tell(site, from, { ranges: [], asks: missing })
  return applied
}

/** A child speaks of itself and of those below it, each log being of one site. */
function maySpeakOf(site: Site, from: SiteId, { site: about, chain }: AuditRange): boolean {
  const known = site.store.audit.chain(chain)
  if (known !== null && known.site !== about) return false
  return mayBeChild(site, from) && (about === from || liesBehind(site.roster, site.id, from, about))
}

function answer(site: Site, asks: readonly AuditAsk[]): Applied {
  for (const ask of asks) {
    const chain = site.store.audit.chain(ask.chain)
    if (chain === null) continue
    if (ask.from > 0) tellParent(site, [rangeOf(site, chain, ask.from)])
    else if (chain.site === null) beginAnew(site, ask)
    else disown(site, chain, chain.site, ask)
  }
  return applied
}

/** The copy here differs from the one above: the site itself is to begin another log. */
function disown(site: Site, chain: AuditChain, about: SiteId, ask: AuditAsk): void {
  if (chain.trouble === null) site.store.audit.doubt(chain, 'audit/forked', chain.head, site.nowRawMs())
  if (mayBeChild(site, about) && site.store.lanes.exists(about)) tell(site, about, { ranges: [], asks: [ask] })
}

/** A program start: where this site's log ends, should somebody have cut it meanwhile. Inside a transaction. */
export function sayOwnHead(site: Site): void {
  const own = site.store.audit.own(() => site.options.randomHex(16))
  if (own.sent > 0) tellParent(site, [{ ...named(site, own), first: own.head + 1, entries: [] }])
}

/** A new link: where every log ends, so that the parent asks for what it lacks. Inside a transaction. */
export function sayHeads(site: Site): void {
  const chains = site.store.audit.chains().filter(({ trouble, head }) => trouble === null && head > 0)
  const heads = chains.map((chain) => ({ ...named(site, chain), first: chain.head + 1, entries: [] }))
  if (heads.length > 0) tellParent(site, heads)
  for (const chain of chains) site.store.audit.sentTo(chain, chain.head)
}

/** Writes to the parent what it was not told yet; false when some is left for the next round. Inside a transaction. */
export function sendNew(site: Site): boolean {
  if (site.parent === null || !site.store.lanes.exists(site.parent)) return true
  let letters = 0
  for (const unsent of site.store.audit.unsent()) {
    for (let chain = unsent; chain.sent < chain.head; letters += 1) {
      if (letters === ROUND_LETTERS) return false
      const range = rangeOf(site, chain, chain.sent + 1)
      const last = chain.sent + range.entries.length
      // Where the next entry is gone the range is empty, and tells so.
      const head = range.entries.length === 0 ? chain.head : last
      tellParent(site, [{ ...range, head, headHash: site.store.audit.range(chain, head, 1)[0]?.hash ?? chain.headHash }])
      site.store.audit.sentTo(chain, head)
      chain = { ...chain, sent: head }
    }
  }
  return true
}

/** Entries from a sequence on, as many as fit a letter; none where the first is gone. */
function rangeOf(site: Site, chain: AuditChain, wanted: number): AuditRange {
  // What is kept no more cannot be told; the hash before the first that is stands for it.
  const first = Math.max(wanted, chain.pruned + 1)
  const entries: Uint8Array[] = []
  let size = 0
  for (const { sequence, bytes } of site.store.audit.range(chain, first, LETTER_ENTRIES)) {
    size += bytes.byteLength
    if (sequence !== first + entries.length || size > LETTER_BYTES) break
    entries.push(bytes)
  }
  return { ...named(site, chain), first, entries }
}

function named(site: Site, { chain, site: about, head, headHash, pruned, prunedHash }: AuditChain) {
  return { site: about ?? site.id, chain, head, headHash, pruned, prunedHash }
}

function tellParent(site: Site, ranges: readonly AuditRange[]): void {
  if (site.parent !== null && site.store.lanes.exists(site.parent)) tell(site, site.parent, { ranges, asks: [] })
}

function tell(site: Site, peer: SiteId, news: AuditNews): void {
  writeLetter(site, peer, 'bulk', 'audit-news', news.ranges[0]?.site ?? peer, encodeAuditNews(news))
}
