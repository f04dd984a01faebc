import type { Survey, SurveyAnswer, SurveyLine } from '../../domain/catalogue/survey.js'
import type { ItemType } from '../../domain/item.js'
import type { ItemId, SiteId } from '../../domain/values.js'
import { CatalogueNote } from '../gen/liandong/catalogue/v1/note.js'
import * as check from '../parts/checks.js'
import { encodeWhole } from '../parts/encoding.js'

/** How many drafts of an item a site has. */
export interface DraftsNote {
  readonly site: SiteId
  readonly item: ItemId
  readonly count: number
  readonly asOfMs: number
}

/** What gateways and stations tell each other of the writing of the catalogue. */
export type Note =
  | { readonly note: 'round'; readonly survey: Survey }
  | { readonly note: 'answer'; readonly answer: SurveyAnswer }
  | { readonly note: 'drafts'; readonly drafts: DraftsNote }
  /** As of when a gateway knows lists from above; null as usual. */
  | { readonly note: 'freshness'; readonly asOfMs: number | null }

/** More items than the largest department has; far below a frame. */
export const MOST_LINES = 500

const types: Readonly<Record<ItemType, true>> = {
  '01': true,
  '02': true,
  '03': true,
  '04': true,
  '05': true,
  '06': true,
  '07': true,
  '08': true,
  '09': true,
  '10': true,
  '20': true,
}

export function encodeNote(note: Note): Uint8Array {
  return encodeWhole(CatalogueNote, { note: toMessage(note) })
}

function toMessage(note: Note): NonNullable<CatalogueNote['note']> {
  switch (note.note) {
    case 'round':
      return { $case: 'round', value: { ...note.survey, organs: [...note.survey.organs] } }
    case 'answer':
      return { $case: 'answer', value: { ...note.answer, lines: note.answer.lines.map(toLine) } }
    case 'drafts':
      return { $case: 'drafts', value: note.drafts }
    case 'freshness':
      return { $case: 'freshness', value: { asOfMs: note.asOfMs ?? undefined } }
  }
}

function toLine({ name, type, code, remark }: SurveyLine) {
  return { name, type: type ?? '', code: code ?? '', remark: remark ?? '' }
}

/** Reads a note from anywhere; throws a Fault `input/invalid` and nothing else. */
export function decodeNote(payload: Uint8Array): Note {
  return check.decoding('input/invalid', () => {
    const { note } = check.decodeWhole(CatalogueNote, payload)
    switch (note?.$case) {
      case 'round':
        return { note: 'round', survey: fromRound(note.value) }
      case 'answer':
        return { note: 'answer', answer: fromAnswer(note.value) }
      case 'drafts':
        return { note: 'drafts', drafts: fromDrafts(note.value) }
      case 'freshness':
        return { note: 'freshness', asOfMs: fromFreshness(note.value) }
      default:
        return check.unfit('note')
    }
  })
}

type Message<Case extends string> = Extract<NonNullable<CatalogueNote['note']>, { $case: Case }>['value']

function fromRound({ id, title, site, due, organs, by, openedMs, closed }: Message<'round'>): Survey {
  return {
    id: check.hexId(id, 'round.id'),
    title: check.text(title, 'round.title'),
    site: check.id(site, 'round.site'),
    due: check.date(due, 'round.due'),
    organs: check.idList(organs, 'round.organs'),
    by: check.id(by, 'round.by'),
    openedMs: check.ms(openedMs, 'round.opened_ms'),
    closed,
  }
}

function fromAnswer({ survey, organ, none, lines, by, atMs }: Message<'answer'>): SurveyAnswer {
  if (lines.length > MOST_LINES) check.unfit('answer.lines')
  return {
    survey: check.hexId(survey, 'answer.survey'),
    organ: check.id(organ, 'answer.organ'),
    none,
    lines: lines.map(fromLine),
    by: check.id(by, 'answer.by'),
    atMs: check.ms(atMs, 'answer.at_ms'),
  }
}

function fromLine({ name, type, code, remark }: Message<'answer'>['lines'][number]): SurveyLine {
  return {
    name: check.text(name, 'line.name'),
    type: type === '' ? null : check.choice(type, types, 'line.type'),
    code: check.optionalText(code, 'line.code'),
    remark: check.optionalText(remark, 'line.remark'),
  }
}

function fromFreshness({ asOfMs }: Message<'freshness'>): number | null {
  return asOfMs === undefined ? null : check.ms(asOfMs, 'freshness.as_of_ms')
}

function fromDrafts({ site, item, count, asOfMs }: Message<'drafts'>): DraftsNote {
  const named = { site: check.id(site, 'drafts.site'), item: check.id(item, 'drafts.item') }
  return { ...named, count, asOfMs: check.ms(asOfMs, 'drafts.as_of_ms') }
}
