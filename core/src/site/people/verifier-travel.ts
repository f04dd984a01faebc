import { resetsOf, sitesEntitled, supersedes, type Verifier, wasEverEntitled } from '../../domain/people/verifier.js'
import { accountAt } from '../../domain/people/accounts.js'
import type { Roster, RosterChange } from '../../domain/roster.js'
import { currentPerson, currentSite, placeAt, siteAt } from '../../domain/roster-view.js'
import type { PersonId, SiteId } from '../../domain/values.js'
import { putVerifier, verifierOf } from '../../store/people/verifiers.js'
import { decodeVerifier, encodeVerifier } from '../../wire/people/verifier.js'
import { applied, type Applied, parked } from '../inbound/applied.js'
import { linkedChildren } from '../links/linked-children.js'
import { writeLetter } from '../log/forward.js'
import type { Site } from '../site.js'

/*
 * A verifier goes hop by hop to the sites where its person has a post and those above. Each site keeps the one that stands and
 * tells its other neighbours, so all end with the same.
 */

/** A county that was away may have reset one more often than its city heard; more is no county that is well. */
const MOST_RESETS_AHEAD = 1_000

/** Takes in a verifier a neighbour sent. Inside a transaction. */
export function applyVerifier(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const { verifier, rosterVersion } = decodeVerifier(payload, { from, to: site.id, key: linkKey(site, from) })
  if (rosterVersion > site.roster.version) return parked('roster/behind', `names version ${rosterVersion}`)
  const { person, version } = verifier
  const held = verifierOf(site.store, person)
  const entitled = sitesEntitled(site.roster, person)
  if (!entitled.has(site.id) || (from !== site.parent && !entitled.has(from))) return unentitled(site, from, person)
  // What ended sessions everywhere is the least that is known of it, also where the verifier itself was lost.
  const least = accountAt(site.roster, person)?.credentialVersion ?? 0
  if (version < least || (held !== null && !supersedes(verifier, held))) return applied
  if (from !== site.parent && isAhead(site, from, version, Math.max(least, held?.version ?? 0)))
    return parked('verifier/unknown-reset', person)
  // Under an older roster its sender may have lost the post, and its copy, and have got the post again since.
  adopt(site, verifier, rosterVersion < site.roster.version ? null : from)
  site.markRetry('verifier/unknown-reset')
  return applied
}

/** The post may have gone while it was under way; who never had one there is spoken for by somebody who may not. */
function unentitled(site: Site, from: SiteId, person: PersonId): Applied {
  const isLate = wasEverEntitled(site.roster, person, from === site.parent ? site.id : from)
  return isLate ? applied : parked('verifier/wrong-side', `${person} by way of ${from}`)
}

/** A station changes what an administrator set; it never resets, so that a reset ends whatever a stolen station does. */
function isAhead(site: Site, from: SiteId, version: number, known: number): boolean {
  if (known === 0) return false
  const allowed = currentSite(site.roster, from)?.tier === 'edge' ? 0 : MOST_RESETS_AHEAD
  return resetsOf(version) > resetsOf(known) + allowed
}

/** Keeps a verifier and sends it on to all but whoever has it already; the city also tells everybody that sessions under the earlier one end. Inside a transaction. */
export function adopt(site: Site, verifier: Verifier, hasIt: SiteId | null): void {
  const before = verifierOf(site.store, verifier.person)
  putVerifier(site.store, verifier)
  const entitled = sitesEntitled(site.roster, verifier.person)
  for (const peer of neighboursOf(site)) if (peer !== hasIt && entitled.has(peer)) send(site, peer, verifier)
  if (site.options.tier === 'city' && endsSessions(verifier, before)) site.markCredentials(verifier.person)
}

function neighboursOf(site: Site): readonly SiteId[] {
  const { parent } = site
  return [...(parent !== null && site.store.lanes.exists(parent) ? [parent] : []), ...linkedChildren(site)]
}

/**
 * A first password, once its person has chosen another, ends no session: there was none under it but the one that changed it. So
 * handing out two thousand accounts makes no second version of the roster for each.
 */
function endsSessions({ version }: Verifier, before: Verifier | null): boolean {
  return before === null || !before.mustChange || resetsOf(before.version) !== resetsOf(version)
}

function send(site: Site, peer: SiteId, verifier: Verifier): void {
  const key = linkKey(site, peer)
  if (key === null && isBetweenGateways(site, peer)) return site.options.notify.alarm('verifier/no-key', { peer })
  const payload = encodeVerifier(verifier, site.roster.version, { from: site.id, to: peer, key })
  writeLetter(site, peer, 'case', 'verifier', verifier.person, payload)
}

/** The bus's server is nobody's to read secrets: without the key of its frames nothing is sent. */
function isBetweenGateways(site: Site, peer: SiteId): boolean {
  const isMemoryOnly = site.options.linkKey === undefined
  return !isMemoryOnly && site.options.tier !== 'edge' && currentSite(site.roster, peer)?.tier !== 'edge'
}

function linkKey(site: Site, peer: SiteId): Uint8Array | null {
  return site.options.linkKey?.(peer) ?? null
}

/** A neighbour's first contact: all that it may hold; a parent is told all there is. Inside a transaction. */
export function giveVerifiers(site: Site, peer: SiteId): void {
  for (const { person } of site.store.people.verifiers.versions()) {
    const verifier = verifierOf(site.store, person)
    if (verifier !== null && sitesEntitled(site.roster, person).has(peer)) send(site, peer, verifier)
  }
}

/** After a roster version: who came to be entitled is sent what is here; whoever lost the last post has no copy left here. Inside a transaction. */
export function followPosts(site: Site, before: Roster, change: RosterChange): void {
  const children = linkedChildren(site)
  for (const person of touched(site, before, change)) {
    const [was, now] = [sitesEntitled(before, person), sitesEntitled(site.roster, person)]
    if (!now.has(site.id)) {
      // A first password is set at the machine before the roster names its person: that one waits.
      if (currentPerson(site.roster, person) !== null) site.store.people.verifiers.drop(person)
      continue
    }
    const newcomers = children.filter((child) => now.has(child) && !was.has(child))
    // Only now: opening one costs more than seeing that nobody is to have it.
    const verifier = newcomers.length === 0 ? null : verifierOf(site.store, person)
    if (verifier !== null) for (const child of newcomers) send(site, child, verifier)
  }
}

/** Whose sites may have changed. Most versions name a machine's new key, and touch nobody. */
function touched(site: Site, before: Roster, { facts }: RosterChange): readonly PersonId[] {
  const moved = facts.some((fact) => {
    if (fact.kind === 'place') return placeAt(before, fact.place.id)?.site !== fact.place.site
    return fact.kind === 'site' && siteAt(before, fact.site.id)?.parent !== fact.site.parent
  })
  if (moved) return site.store.people.verifiers.versions().map(({ person }) => person)
  return facts.flatMap((fact) => (fact.kind === 'person' ? [fact.person.id] : []))
}
