import { afterEach, describe, expect, test } from 'vitest'
import type { Survey } from '../../domain/catalogue/survey.js'
import { decodeNote, encodeNote, type Note } from '../../wire/catalogue/note.js'
import { acting, clerk, type Counter, openCounter, proxy } from '../counter.testing.js'
import { dropDraft, openDraft } from '../intake/drafts.js'
import { linkLedger } from '../links/link-ledger.js'
import type { Site } from '../site.js'
import { applyNote, giveNotes, reportDrafts } from './notes.js'
import { answerSurvey, closeSurvey, openSurvey } from './surveys.js'

const open: Counter[] = []
afterEach(() => {
  for (const { store } of open.splice(0)) store.close()
})

function counter(id: Parameters<typeof openCounter>[0], ...linked: readonly string[]): Counter {
  const made = openCounter(id)
  open.push(made)
  made.site.transact(() => linked.forEach((peer) => made.store.lanes.open(peer)))
  return made
}

/** The notes written for a neighbour so far. */
function notesTo(site: Site, peer: string): readonly Note[] {
  const bulk = linkLedger(site)
    .marks(peer)
    .find(({ lane }) => lane === 'bulk')
  const messages = linkLedger(site).read(peer, 'bulk', 1, 1_000_000, bulk?.written ?? 0)
  return messages.filter(({ kind }) => kind === 'catalogue-note').map(({ payload }) => decodeNote(payload))
}

function take(site: Site, from: string, note: Note) {
  return site.transact(() => applyNote(site, from, encodeNote(note)))
}

const drafts = (site: string, count: number, item = 'permit', asOfMs = 5): Note => ({
  note: 'drafts',
  drafts: { site, item, count, asOfMs },
})

const survey: Survey = {
  id: '1'.repeat(32),
  title: '普查',
  site: 'city',
  due: '2026-03-20',
  organs: ['a-bureau', 'b-bureau'],
  by: 'city-clerk',
  openedMs: 1,
  closed: false,
}
const none = { survey: survey.id, none: true, lines: [], by: 'x', atMs: 9 }

describe('counts of drafts', () => {
  test('are said to the parent once for each change, nothing of what is in them', async () => {
    const { site } = counter('a-village', 'a')
    const draft = await openDraft(site, proxy, { item: 'permit', title: '张三', content: { form: { reason: '翻建' } } })
    const report = () => site.transact(() => reportDrafts(site))
    report()
    report()
    const told = notesTo(site, 'a')
    expect(told).toEqual([drafts('a-village', 1, 'permit', site.clock.now().estimateMs)])
    if ('code' in draft) throw new Error(draft.code)
    await dropDraft(site, proxy, draft.id)
    report()
    expect(notesTo(site, 'a').map((note) => note.note === 'drafts' && note.drafts.count)).toEqual([1, 0])
  })

  test('go up as far as the item’s publisher', () => {
    const { site, store } = counter('a', 'city', 'a-village')
    expect(take(site, 'a-village', drafts('a-village', 3))).toEqual({ kind: 'applied' })
    expect(take(site, 'a-village', drafts('a-village', 2, 'city-only'))).toEqual({ kind: 'applied' })
    expect(notesTo(site, 'city')).toEqual([drafts('a-village', 2, 'city-only')])
    expect(store.catalogueWork.draftCounts.of('permit')).toMatchObject([{ site: 'a-village', count: 3 }])
  })

  test('that are older than what is known change nothing', () => {
    const { site, store } = counter('a', 'a-village')
    take(site, 'a-village', drafts('a-village', 3, 'permit', 9))
    take(site, 'a-village', drafts('a-village', 1, 'permit', 5))
    expect(store.catalogueWork.draftCounts.of('permit')).toMatchObject([{ count: 3 }])
  })

  test('of a site that does not lie on that side are parked', () => {
    const { site } = counter('a', 'city', 'a-village')
    for (const from of ['city', 'a-village'])
      expect(take(site, from, drafts('b-village', 1))).toMatchObject({ code: 'event/wrong-side' })
  })
})

describe('a survey', () => {
  test('comes from above, and its answers from the side where their organ is', () => {
    const county = counter('a', 'city', 'a-town')
    expect(take(county.site, 'a-town', { note: 'round', survey })).toMatchObject({ code: 'event/wrong-side' })
    expect(take(county.site, 'city', { note: 'round', survey })).toEqual({ kind: 'applied' })
    const city = counter('city', 'a', 'b')
    const answer: Note = { note: 'answer', answer: { ...none, organ: 'a-bureau' } }
    expect(take(city.site, 'a', answer)).toMatchObject({ kind: 'parked', code: 'survey/unknown' })
    city.site.transact(() => city.store.catalogueWork.surveys.put(survey))
    expect(take(city.site, 'b', answer)).toMatchObject({ code: 'event/wrong-side' })
    expect(take(city.site, 'a', answer)).toEqual({ kind: 'applied' })
    expect(city.store.catalogueWork.surveys.answers(survey.id)).toHaveLength(1)
  })

  test('still takes an answer that was given before it was closed and came later', () => {
    const { site, store } = counter('city', 'a')
    site.transact(() => store.catalogueWork.surveys.put({ ...survey, closed: true }))
    expect(take(site, 'a', { note: 'answer', answer: { ...none, organ: 'a-bureau' } })).toEqual({ kind: 'applied' })
  })

  test('is told to the gateways it asks alone, and that it is closed', async () => {
    const { site } = counter('city', 'a', 'b')
    const person = acting('city-clerk', 'city-hall', 'city-bureau')
    const opened = await openSurvey(site, person, { title: '普查', due: '2026-03-20', organs: ['a-bureau'] })
    if (opened.kind === 'refused') throw new Error(opened.code)
    await closeSurvey(site, person, opened.survey.id)
    expect(notesTo(site, 'a').map((note) => note.note === 'round' && note.survey.closed)).toEqual([false, true])
    expect(notesTo(site, 'b')).toEqual([])
  })

  test('is told again to a gateway that comes new, and answers go up to a parent that does', async () => {
    const city = counter('city', 'a')
    city.site.transact(() => {
      city.store.catalogueWork.surveys.put(survey)
      giveNotes(city.site, 'a')
    })
    expect(notesTo(city.site, 'a')).toEqual([{ note: 'round', survey }])
    const county = counter('a')
    take(county.site, 'city', { note: 'round', survey })
    await answerSurvey(county.site, clerk, { survey: survey.id, organ: 'a-bureau', none: true, lines: [] })
    county.site.transact(() => {
      county.store.lanes.open('city')
      giveNotes(county.site, 'city')
    })
    expect(notesTo(county.site, 'city')).toMatchObject([{ note: 'answer', answer: { organ: 'a-bureau', by: 'a-clerk' } }])
  })
})
