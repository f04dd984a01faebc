import { blankGuide } from '../../domain/catalogue/blank.js'
import type { BaseEntry, Claim } from '../../domain/catalogue/base.js'
import { answered, type ClaimAnswer, published, unclaimed, withDue } from '../../domain/catalogue-work/claims.js'
import { withValue } from '../../domain/catalogue-work/base-revision.js'
import type { ItemContent, WorkState } from '../../domain/catalogue-work/work.js'
import { refused, type Refusal } from '../../domain/decider.js'
import { currentOrgan } from '../../domain/roster-view.js'
import type { ItemId, LocalDate, OrganId, PersonId } from '../../domain/values.js'
import type { Acting } from '../act.js'
import { beginWork } from '../catalogue-work/work-log.js'
import { entitled } from '../catalogue-work/worker.js'
import type { WorkOutcome } from '../catalogue-work/works.js'
import { settlePending } from '../pending.js'
import type { Site } from '../site.js'
import { organsOf, tellClaims } from './arrival.js'
import { baseEntry } from './base-entries.js'

export type ClaimOutcome = { readonly kind: 'done'; readonly claims: readonly Claim[] } | Refusal

/** 认领, or 本级无此职能 with the reason: the organ answers for itself. */
export function answerClaims(
  site: Site,
  acting: Acting,
  { organ, entries, answer }: { readonly organ: OrganId; readonly entries: readonly string[]; readonly answer: ClaimAnswer },
): Promise<ClaimOutcome> {
  return changeClaims(site, acting, organ, entries, (claim, entry, by) => answered(claim, entry, answer, by))
}

/** 分派: entries whose department's name is no organ's here are given to one by the hall. */
export function assignEntries(
  site: Site,
  acting: Acting,
  { organ, entries }: { readonly organ: OrganId; readonly entries: readonly string[] },
): Promise<ClaimOutcome> {
  return site.commit(() => {
    const who = entitled(site, acting, 'write', null)
    if ('kind' in who) return who
    if (!organsOf(site).some(({ id }) => id === organ)) return refused('catalogue/unknown-organ', organ)
    const unknown = entries.filter((id) => baseEntry(site, id) === null)
    if (unknown.length > 0) return refused('base/unknown-entry', unknown.join(' '))
    const made = entries.flatMap((id): Claim[] => {
      const found = baseEntry(site, id)
      const known = site.store.catalogueWork.claims.get(organ, id)
      if (found === null || known !== null) return known === null ? [] : [known]
      return [unclaimed(organ, found.entry, { by: who.person, atMs: site.clock.now().estimateMs })]
    })
    return keep(site, made)
  })
}

/** The hall gives an organ a date of its own for what it has not settled, never after the one from above. */
export function setDue(
  site: Site,
  acting: Acting,
  { organ, entries, due }: { readonly organ: OrganId; readonly entries: readonly string[]; readonly due: LocalDate },
): Promise<ClaimOutcome> {
  return changeClaims(site, acting, null, entries, (claim, entry) => withDue(claim, due, entry), organ)
}

type Change = (claim: Claim, entry: BaseEntry, by: { readonly by: PersonId; readonly atMs: number }) => Claim | Refusal

function changeClaims(
  site: Site,
  acting: Acting,
  right: OrganId | null,
  entries: readonly string[],
  change: Change,
  organ: OrganId | null = right,
): Promise<ClaimOutcome> {
  return site.commit(() => {
    const who = entitled(site, acting, 'write', right)
    if ('kind' in who) return who
    const by = { by: who.person, atMs: site.clock.now().estimateMs }
    const changed: Claim[] = []
    for (const id of entries) {
      const [claim, found] = [site.store.catalogueWork.claims.get(organ ?? '', id), baseEntry(site, id)]
      if (claim === null || found === null) return refused('claim/unknown', `${organ} ${id}`)
      const next = change(claim, found.entry, by)
      if ('kind' in next) return next
      changed.push(next)
    }
    return keep(site, changed)
  })
}

function keep(site: Site, claims: readonly Claim[]): ClaimOutcome {
  for (const claim of claims) site.store.catalogueWork.claims.put(claim)
  tellClaims(site)
  settlePending(site)
  return { kind: 'done', claims }
}

/** 已发布: what was published names its base entries; their claims say so. Inside a transaction. */
export function claimPublished(site: Site, { items }: WorkState, by: PersonId): void {
  for (const { item, content } of items) {
    const { guide, organ } = content
    const found = guide.base === null ? null : baseEntry(site, guide.base.entry)
    if (guide.base === null || found === null || organ === null) continue
    const doing = { by, atMs: site.clock.now().estimateMs }
    const claim = site.store.catalogueWork.claims.get(organ, found.entry.id) ?? unclaimed(organ, found.entry, doing)
    site.store.catalogueWork.claims.put(published(claim, item, guide.base.version, found.entry, doing))
  }
  tellClaims(site)
}

/** What was cancelled is published no more: its organ has the entry still to do, or nothing when the entry is gone too. */
export function claimCancelled(site: Site, items: readonly ItemId[], by: PersonId): void {
  const { claims } = site.store.catalogueWork
  for (const claim of claims.all()) {
    if (claim.item === null || !items.includes(claim.item)) continue
    const base = baseEntry(site, claim.entry)
    const due = base === null || base.cancelled ? null : base.entry.settleBy
    claims.put({ ...claim, state: 'claimed', item: null, due, by, atMs: site.clock.now().estimateMs })
  }
  tellClaims(site)
}

/** 按基本目录编制: a draft of a new item with all that the base entry says already in it. */
export function openFromBase(
  site: Site,
  acting: Acting,
  { organ, entry, item }: { readonly organ: OrganId; readonly entry: string; readonly item: ItemId },
): Promise<WorkOutcome> {
  return site.commit(() => {
    const who = entitled(site, acting, 'write', organ)
    if ('kind' in who) return who
    const [found, claim] = [baseEntry(site, entry), site.store.catalogueWork.claims.get(organ, entry)]
    if (found === null || found.cancelled) return refused('base/unknown-entry', entry)
    if (claim === null) return refused('claim/unknown', `${organ} ${entry}`)
    if (site.store.items.newest(item) !== null) return refused('work/item-exists', item)
    const content = contentFrom(site, found.entry, organ, item)
    const begun = { fact: 'begun' as const, plan: { kind: 'edit' as const }, organ, title: `编制:${content.name}` }
    const work = beginWork(site, { ...begun, items: [{ item, basedOn: null, content }], choices: [] }, who)
    return { kind: 'done', work }
  })
}

function contentFrom(site: Site, entry: BaseEntry, organ: OrganId, id: ItemId): ItemContent {
  const level = currentOrgan(site.roster, organ)?.level ?? 'county'
  const guide = { ...blankGuide, codes: entry.codes, base: { entry: entry.id, version: entry.version } }
  const named = { id, version: 1, name: entry.name, type: entry.type, level, organ, legal: entry.legal }
  const empty: ItemContent = {
    ...named,
    handling: 'promised',
    promised: entry.legal,
    withdrawable: true,
    hasResult: true,
    grants: [{ level, organ, power: 'decide' }],
    steps: [],
    materials: [],
    scenarioGroups: [],
    form: { type: 'object', properties: {} },
    effectiveFrom: entry.effectiveFrom,
    guide: { ...guide, legalBasis: entry.legalBasis, conditions: entry.conditions },
    source: entry.source,
    invented: [],
  }
  return entry.materials.reduce<ItemContent>((content, paper) => withValue(content, `paper/${paper.name}`, paper), empty)
}
