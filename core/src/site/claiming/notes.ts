import { answerRefusal } from '../../domain/catalogue/survey.js'
import { partsOfList } from '../../domain/catalogue/list.js'
import { currentSite, siteOfOrgan } from '../../domain/roster-view.js'
import { liesBehind } from '../../domain/tree.js'
import type { ItemId, OrganId, SiteId } from '../../domain/values.js'
import { decodeNote, encodeNote, type Note } from '../../wire/catalogue/note.js'
import { applied, type Applied, parked } from '../inbound/applied.js'
import { keepParentsFreshness, tellFreshnessTo } from '../catalogue/freshness.js'
import { writeLetter } from '../log/forward.js'
import type { Site } from '../site.js'

/** Writes a note for a neighbour; what it names is told apart by what it is about. */
export function tell(site: Site, peer: SiteId, note: Note): void {
  if (!site.store.lanes.exists(peer)) return
  writeLetter(site, peer, 'bulk', 'catalogue-note', note.note, encodeNote(note))
}

/** Takes in a note of a neighbour. Inside a transaction. */
export function applyNote(site: Site, from: SiteId, payload: Uint8Array): Applied {
  const note = decodeNote(payload)
  switch (note.note) {
    case 'round':
      return takeRound(site, from, note)
    case 'answer':
      return takeAnswer(site, from, note)
    case 'drafts':
      return takeDrafts(site, from, note)
    case 'freshness':
      return takeFreshness(site, from, note)
  }
}

function takeRound(site: Site, from: SiteId, { survey }: Extract<Note, { note: 'round' }>): Applied {
  if (from !== site.parent || survey.site === site.id) return parked('event/wrong-side', 'a survey not from the parent')
  site.store.catalogueWork.surveys.put(survey)
  return applied
}

function takeAnswer(site: Site, from: SiteId, { answer }: Extract<Note, { note: 'answer' }>): Applied {
  if (!isBehind(site, from, siteOfOrgan(site.roster, answer.organ))) return parked('event/wrong-side', answer.organ)
  const survey = site.store.catalogueWork.surveys.get(answer.survey)
  if (survey === null) return parked('survey/unknown', answer.survey)
  const refusal = answerRefusal({ ...survey, closed: false }, answer)
  if (refusal !== null) return parked(refusal.code, refusal.detail)
  site.store.catalogueWork.surveys.putAnswer(answer)
  if (survey.site !== site.id && site.parent !== null) tell(site, site.parent, { note: 'answer', answer })
  return applied
}

function takeDrafts(site: Site, from: SiteId, { drafts }: Extract<Note, { note: 'drafts' }>): Applied {
  if (!isBehind(site, from, drafts.site)) return parked('event/wrong-side', drafts.site)
  site.store.catalogueWork.draftCounts.put(drafts)
  passUp(site, { note: 'drafts', drafts })
  return applied
}

function takeFreshness(site: Site, from: SiteId, { asOfMs }: Extract<Note, { note: 'freshness' }>): Applied {
  if (from !== site.parent) return parked('event/wrong-side', 'the age of lists not from the parent')
  keepParentsFreshness(site, asOfMs)
  return applied
}

function isBehind(site: Site, from: SiteId, about: SiteId | null): boolean {
  if (about === null || from === site.parent) return false
  return about === from || liesBehind(site.roster, site.id, from, about)
}

/** Counts go up as far as the publisher of the item, which is who asks before it publishes. */
function passUp(site: Site, note: Extract<Note, { note: 'drafts' }>): void {
  if (site.parent !== null && !publishes(site, note.drafts.item)) tell(site, site.parent, note)
}

function publishes(site: Site, item: ItemId): boolean {
  return site.store.lists.ofKey(item).some(({ list }) => partsOfList(list)?.publisher === site.id)
}

/** Says to the parent how many drafts of each item are here, where that changed since it was said. Inside a transaction. */
export function reportDrafts(site: Site): void {
  if (site.parent === null) return
  const { draftCounts } = site.store.catalogueWork
  const said = new Map(
    draftCounts
      .all()
      .filter((each) => each.site === site.id)
      .map(({ item, count }) => [item, count]),
  )
  const counts = site.store.drafts.counts()
  for (const item of new Set([...said.keys(), ...counts.keys()])) {
    const count = counts.get(item) ?? 0
    if (count === (said.get(item) ?? 0)) continue
    const drafts = { site: site.id, item, count, asOfMs: site.clock.now().estimateMs }
    draftCounts.put(drafts)
    passUp(site, { note: 'drafts', drafts })
  }
}

/** A neighbour's first contact: rounds that are open go down, answers and counts go up. */
export function giveNotes(site: Site, peer: SiteId): void {
  const { surveys, draftCounts } = site.store.catalogueWork
  tellFreshnessTo(site, peer)
  if (peer === site.parent) {
    for (const drafts of draftCounts.all()) passUp(site, { note: 'drafts', drafts })
    for (const { id, site: asks } of surveys.all())
      if (asks !== site.id) for (const answer of surveys.answers(id)) tell(site, peer, { note: 'answer', answer })
    return
  }
  const open = surveys.all().filter((survey) => survey.site === site.id && !survey.closed)
  for (const survey of open)
    if (gatewaysAsked(site, survey.organs, [peer]).length > 0) tell(site, peer, { note: 'round', survey })
}

/** The gateways below that take part in a round: those one of whose organs is asked. */
export function gatewaysAsked(site: Site, organs: readonly OrganId[], children: readonly SiteId[]): readonly SiteId[] {
  const gateways = children.filter((child) => currentSite(site.roster, child)?.program === 'gateway')
  return gateways.filter((child) => organs.some((organ) => isBehind(site, child, siteOfOrgan(site.roster, organ))))
}
