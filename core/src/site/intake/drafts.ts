import { currentPlace } from '../../domain/roster-view.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { ItemId, PaperRef, PlaceId } from '../../domain/values.js'
import type { Draft } from '../../store/drafts.js'
import { type Acting, resolveActor } from '../act.js'
import type { Site } from '../site.js'

/** What a page saves on every change; `content` is the page's own and not judged before registration. */
export interface DraftInput {
  readonly item: ItemId
  readonly title: string
  readonly content: unknown
}

/** A draft with the papers uploaded for it so far. */
export interface DraftWithPapers extends Draft {
  readonly papers: readonly PaperRef[]
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
    ...input,
  }
  await site.commit(() => site.store.drafts.put(draft))
  return { ...draft, papers: [] }
}

/** Saves it as it is now; whoever serves at its place may go on with it (a substitute opens the draft of the one on leave). */
export function saveDraft(site: Site, acting: Acting, id: string, input: DraftInput): Promise<DraftWithPapers | Refusal> {
  return site.commit(() => {
    const draft = findDraft(site, acting, id)
    if ('code' in draft) return draft
    const saved = { ...draft, ...input, person: acting.person, changedMs: site.nowRawMs() }
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
  return { ...draft, papers: site.store.papers.staged(draft.id) }
}
