import type { BaseEntry, Claim } from '../../domain/catalogue/base.js'
import type { ListId } from '../../domain/catalogue/list.js'
import { claimKey, organFor, reopened, unclaimed, withdrawn } from '../../domain/catalogue-work/claims.js'
import type { Organ } from '../../domain/roster.js'
import { newest, siteOfOrgan } from '../../domain/roster-view.js'
import { gatewayOf } from '../../domain/tree.js'
import { localDateOf } from '../../domain/civil-date.js'
import { encodeClaim } from '../../wire/guide/base-shape.js'
import { publishEdition } from '../catalogue/publish.js'
import type { SiteId } from '../../domain/values.js'
import type { Site } from '../site.js'
import { baseList, ownToldClaims } from './base-entries.js'
import { prepareRevision } from './prepare-revision.js'

/** Up to which edition of the base list was followed up. */
const TAKEN_UP = 'base-taken-up'

/**
 * The base list has a new edition here: entries are given to the organs that take them up, settled ones are opened again
 * with their date, and items that were adapted get a work with what changed. Does nothing a second time. Inside a transaction.
 */
export function takeUpBase(site: Site, list: ListId): void {
  const head = site.store.lists.head(list)
  if (site.options.tier === 'edge' || head === null) return
  const changed = new Set(site.store.lists.changedSince(list, site.store.meta.number(TAKEN_UP) ?? 0).map(({ key }) => key))
  const organs = organsOf(site)
  for (const { entry, cancelled } of baseList(site)) {
    if (!cancelled) assignByName(site, entry, organs)
    if (!changed.has(entry.id)) continue
    for (const claim of site.store.catalogueWork.claims.ofEntry(entry.id)) (cancelled ? giveUp : followUp)(site, claim, entry)
  }
  site.store.meta.put(TAKEN_UP, String(head.number))
  tellClaims(site)
}

/** Organs a gateway publishes for, this one unless another is named: those whose window's site is its own or an edge site below it. */
export function organsOf(site: Site, gateway: SiteId = site.id): readonly Organ[] {
  return newest(site.roster.organs).filter(({ id }) => {
    const at = siteOfOrgan(site.roster, id)
    return at !== null && gatewayOf(site.roster, at) === gateway
  })
}

function assignByName(site: Site, entry: BaseEntry, organs: readonly Organ[]): void {
  const { claims } = site.store.catalogueWork
  for (const organ of organFor(entry, organs))
    if (claims.get(organ.id, entry.id) === null) claims.put(unclaimed(organ.id, entry, { by: site.id, atMs: nowMs(site) }))
}

function followUp(site: Site, claim: Claim, entry: BaseEntry): void {
  if (claim.baseVersion >= entry.version) return
  site.store.catalogueWork.claims.put(reopened(claim, entry))
  if (claim.state === 'published') prepareRevision(site, claim, entry)
}

function giveUp(site: Site, claim: Claim, entry: BaseEntry): void {
  const due = withdrawn(claim, entry, localDateOf(nowMs(site)))
  if (due !== claim) site.store.catalogueWork.claims.put(due)
}

/** This gateway's own claims list is whole here: what it says and no table knows came back after the machine was replaced. Inside a transaction. */
export function takeBackClaims(site: Site): void {
  const { claims } = site.store.catalogueWork
  for (const claim of ownToldClaims(site)) {
    const known = claims.get(claim.organ, claim.entry)
    if (known !== null && known.state !== 'unclaimed') continue
    claims.put(claim)
    claims.told(claim)
  }
}

/** What organs answered and no edition has said: the gateway's claims list says it, so that the city sees every organ's state. */
export function tellClaims(site: Site): void {
  const untold = site.store.catalogueWork.claims.untold()
  if (untold.length === 0) return
  const from = localDateOf(site.clock.now().estimateMs)
  const changes = untold.map((claim) => {
    const key = claimKey(claim.organ, claim.entry)
    return { key, version: versionAfter(site, key), content: encodeClaim(claim), state: 'published' as const, from }
  })
  const by = untold.at(-1)?.by ?? site.id
  const outcome = publishEdition(site, { kind: 'claims', changes, by })
  // Without a publishing key yet the answers wait; they are told with the next one.
  if (outcome.kind === 'refused') return
  for (const claim of untold) site.store.catalogueWork.claims.told(claim)
}

function versionAfter(site: Site, key: string): number {
  return (site.store.lists.entry(`claims.${site.id}`, key)?.version ?? 0) + 1
}

function nowMs(site: Site): number {
  return site.clock.now().estimateMs
}
