import { currentPlace } from '../../domain/roster-view.js'
import { type Migration, migrated, nothingAside } from '../../domain/catalogue-work/migration.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { ItemId, PaperRef, PlaceId } from '../../domain/values.js'
import type { Draft } from '../../store/drafts.js'
import { type Acting, resolveActor } from '../act.js'
import type { Site } from '../site.js'
import { versionInForce } from './item-standing.js'

/** What a page saves on every change; `content` is the page's own and not judged before registration. */
export interface DraftInput {
  readonly item: ItemId
  readonly title: string
  readonly content: unknown
}

/** What a newer version of the item changed about a draft: what it lacks now, and what is asked no longer. */
export interface DraftChanges extends Pick<Migration, 'missing' | 'notAsked'> {
  readonly from: number | null
  readonly to: number
}

/** A draft with the papers uploaded for it so far, as the version in force asks for it. */
export interface DraftWithPapers extends Draft {
  readonly papers: readonly PaperRef[]
  /** null: it was filled in for the version in force. */
  readonly changes: DraftChanges | null
}

/** Opens a draft at the acting place. Drafts live outside the log and are this store's only. */
export async function openDraft(site: Site, acting: Acting, input: DraftInput): Promise<DraftWithPapers | Refusal> {
  const by = resolveActor(site, acting)
  if ('kind' in by) return by
  const nowMs = site.nowRawMs()
  const draft = {
    id: site.options.randomHex(16),
    place: by.place,
    person: by.person,
    createdMs: nowMs,
    changedMs: nowMs,
    itemVersion: versionInForce(site, input.item)?.version ?? null,
    aside: nothingAside,
    ...input,
  }
  await site.commit(() => site.store.drafts.put(draft))
  return { ...draft, papers: [], changes: null }
}

/** Saves it as it is now; whoever serves at its place may go on with it (a substitute opens the draft of the one on leave). */
export function saveDraft(site: Site, acting: Acting, id: string, input: DraftInput): Promise<DraftWithPapers | Refusal> {
  return site.commit(() => {
    const draft = findDraft(site, acting, id)
    if ('code' in draft) return draft
    const changed = { ...input, person: draft.person, changedMs: site.nowRawMs() }
    const { changes: _, ...saved } = broughtUp(site, { ...broughtUp(site, draft), ...changed })
    site.store.drafts.put(saved)
    return withPapers(site, saved)
  })
}

export function readDraft(site: Site, acting: Acting, id: string): DraftWithPapers | Refusal {
  const draft = findDraft(site, acting, id)
  return 'code' in draft ? draft : withPapers(site, draft)
}

/** Newest change first. */
export function listDrafts(site: Site, acting: Acting): readonly Draft[] | Refusal {
  const by = resolveActor(site, acting)
  return 'kind' in by ? by : site.store.drafts.ofPlace(by.place)
}

/** Throws a draft away, with the papers uploaded for it. */
export function dropDraft(site: Site, acting: Acting, id: string): Promise<{ readonly kind: 'done' } | Refusal> {
  return site.commit(() => {
    const draft = findDraft(site, acting, id)
    if ('code' in draft) return draft
    site.store.papers.unstage(id)
    site.store.drafts.delete(id)
    return { kind: 'done' }
  })
}

/** A draft of the acting place; of another place it is as good as absent. */
export function findDraft(site: Site, acting: Acting, id: string): Draft | Refusal {
  const by = resolveActor(site, acting)
  if ('kind' in by) return by
  const draft = site.store.drafts.get(id)
  return draft === null || !isOf(site, draft.place, by.place) ? refused('draft/unknown', id) : draft
}

function isOf(site: Site, place: PlaceId, acting: PlaceId): boolean {
  return place === acting && currentPlace(site.roster, place)?.site === site.id
}

function withPapers(site: Site, draft: Draft): DraftWithPapers {
  return { ...broughtUp(site, draft), papers: site.store.papers.staged(draft.id) }
}

/** The draft as the version in force asks for it; the stored one stays as it is until it is saved again. */
function broughtUp(site: Site, draft: Draft): Draft & { readonly changes: DraftChanges | null } {
  const to = versionInForce(site, draft.item)
  if (to === null) return { ...draft, changes: null }
  const from = draft.itemVersion === null ? null : site.store.items.byVersion(draft.item, draft.itemVersion)
  const { content, aside, missing, notAsked } = migrated(from, to, draft.content, draft.aside)
  const isSame = draft.itemVersion === to.version
  const changes = isSame ? null : { from: draft.itemVersion, to: to.version, missing, notAsked }
  return { ...draft, content, aside, itemVersion: to.version, changes }
}
