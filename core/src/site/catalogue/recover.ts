import { LIST_KINDS, type ListId, listId } from '../../domain/catalogue/list.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { PersonId, PlaceId, SiteId } from '../../domain/values.js'
import { auditNow } from '../audit/audit.js'
import { linkedChildren } from '../links/linked-children.js'
import type { Site } from '../site.js'
import { askForList } from './prove.js'

/** Asked again after so long where nothing came. */
const AGAIN_MS = 10 * 60_000

/**
 * Whether lists of this site's own may be newer elsewhere than here, so that publishing would make a second edition of a number that is
 * signed already: somebody proved a newer one, or this machine took another's place and nobody who may hold them was heard yet.
 */
export function isRecovering(site: Site): boolean {
  return saidNewer(site).length > 0 || (site.options.generation > 1 && !wasHeard(site))
}

/** A site's word that it holds a newer edition of a list of this site's own than is here. */
export interface SaidNewer {
  readonly list: ListId
  readonly site: SiteId
  readonly number: number
}

/** What keeps this site from publishing, the newest first; what a person set aside does not. */
export function saidNewer(site: Site): SaidNewer[] {
  return LIST_KINDS.flatMap((kind) => saidOf(site, listId(kind, site.id)))
}

function saidOf(site: Site, list: ListId): SaidNewer[] {
  const here = site.store.lists.head(list)?.number ?? 0
  const said = site.store.holdings.provedAbove(list, site.id, here)
  return said.filter(({ site: about, number }) => number > setAsideUpTo(site, list, about)).map((one) => ({ list, ...one }))
}

/**
 * Somebody answers for it that no such edition was ever published: publishing goes on, and goes on while that site says no higher
 * number. Should the edition exist after all, the next one made here is a fork of it; so it takes a reason and is audited. Inside
 * a transaction; refused when nobody says so (`input/invalid`).
 */
export function setAsideSaidNewer(
  site: Site,
  { list, site: about, number }: SaidNewer,
  { person, place }: { readonly person: PersonId; readonly place: PlaceId },
  reason: string,
): SaidNewer | Refusal {
  const found = saidNewer(site).find((one) => one.list === list && one.site === about && one.number === number)
  if (found === undefined) return refused('input/invalid', `${about} ${list} ${number}`)
  site.store.meta.put(setAsideKey(list, about), String(number))
  const subject = `list ${list} ${number} said by ${about}`
  auditNow(site, { kind: 'site', person, place, subject, outcome: 'done', reason })
  return found
}

function setAsideUpTo(site: Site, list: ListId, about: SiteId): number {
  return Number(site.store.meta.get(setAsideKey(list, about)) ?? 0)
}

function setAsideKey(list: ListId, about: SiteId): string {
  return `list-set-aside ${list} ${about}`
}

/** Asks the neighbours that proved a newer edition of an own list than is here to give it back. Inside a transaction. */
export function recallOwnLists(site: Site): void {
  for (const list of LIST_KINDS.map((kind) => listId(kind, site.id))) {
    const said = saidOf(site, list)
    const newest = said[0]?.number
    if (newest === undefined) continue
    const holders = neighbours(site).filter((peer) => site.store.holdings.whoProved(list, newest).includes(peer))
    const asked = lastAsked(site, list)
    if (asked !== null && asked.number === newest) {
      if (Math.abs(site.nowRawMs() - asked.atMs) < AGAIN_MS) continue
      // Who says it was asked for it and gave nothing: people are to look, for nothing is published meanwhile.
      site.options.notify.alarm('catalogue/recovering', { peer: asked.peer, list, number: newest })
    }
    const peer = holders[holders.indexOf(asked?.peer ?? '') + 1] ?? holders[0]
    if (peer === undefined) continue
    askForList(site, list, peer)
    site.store.meta.put(askedKey(list), JSON.stringify({ peer, number: newest, atMs: site.nowRawMs() }))
  }
}

/** All that the parent, or at the city some gateway, knew of lists when it was met has come. */
function wasHeard(site: Site): boolean {
  const who = site.parent === null ? linkedChildren(site) : [site.parent]
  return who.some((peer) => (site.store.links.get(peer)?.listsMs ?? null) !== null)
}

function neighbours(site: Site): SiteId[] {
  const { parent } = site
  return [...(parent !== null && site.store.lanes.exists(parent) ? [parent] : []), ...linkedChildren(site).toSorted()]
}

interface Asked {
  readonly peer: SiteId
  readonly number: number
  readonly atMs: number
}

function lastAsked(site: Site, list: ListId): Asked | null {
  const value = site.store.meta.get(askedKey(list))
  return value === null ? null : (JSON.parse(value) as Asked)
}

function askedKey(list: ListId): string {
  return `list-recalled ${list}`
}
