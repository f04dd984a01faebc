import { nationalNames, outcomeOf, type NationalCode, type Outcome } from '../../domain/case/national-codes.js'
import type { CaseState } from '../../domain/case/state.js'
import { formWarnings, type WarningTold } from '../../domain/catalogue-form/warnings.js'
import { materialsFor, namesOfAnswers } from '../../domain/catalogue/scenarios.js'
import { maskApplicant } from '../../domain/people/mask-fields.js'
import { localDateOf } from '../../domain/civil-date.js'
import type { ItemRef, Material } from '../../domain/item.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { DueDate } from '../../domain/case/event.js'
import type { CaseId } from '../../domain/values.js'
import type { Acting } from '../act.js'
import { loadCase, pinnedItem } from '../execute.js'
import { seesUnmasked } from '../audit/views.js'
import { newerAtRegistration } from '../intake/item-standing.js'
import type { Erased } from '../../store/erasure/erasures.js'
import type { Site } from '../site.js'
import { type AllowedAct, allowedActs } from './allowed.js'
import { type CaseLine, caseLine } from './cases.js'
import { type HistoryEntry, historyOf, setAsideOf } from './history.js'
import { type Journey, journeyOf } from './journey.js'
import { type NoticeLine, noticeLines, type OriginalLine, originalLines } from '../worklist/told-and-originals.js'
import { type CasePaper, casePapers, readData } from './papers.js'

/** One case with all that its page shows. */
export interface CasePage {
  readonly asOfMs: number
  readonly line: CaseLine
  readonly nationalName: string
  readonly outcome: Outcome | null
  readonly itemVersion: ItemRef & {
    readonly isHere: boolean
    /** A newer version was in force already when the case was registered: whoever accepts checks the papers by it. */
    readonly newerAtRegistration: number | null
  }
  /** 情形: the answers given, in the order of their questions; empty also where the item is not here. */
  readonly scenario: readonly string[]
  readonly due: {
    readonly acceptedMs: number | null
    readonly promised: DueDate | null
    readonly legal: DueDate | null
    readonly calendarVersion: string
  }
  readonly supplement: CaseState['supplement']
  readonly enteredLater: CaseState['enteredLater']
  readonly secondDecisionPossible: boolean
  /** null where this site may not hold them or lacks them. */
  readonly applicant: unknown
  /** The applicant is shown masked, the form and its warnings not at all: the person neither handles the case nor gave a reason. */
  readonly masked: boolean
  readonly form: unknown
  /** What a station kept when it erased the papers; null where it holds what it may. The county keeps all. */
  readonly erased: Erased | null
  /** Answers of the form that pass a bound: for whoever examines, and no reason to refuse. */
  readonly warnings: readonly WarningTold[]
  readonly papers: readonly CasePaper[]
  readonly materials: readonly MaterialLine[]
  readonly steps: readonly StepLine[]
  readonly tasks: readonly (CaseState['tasks'] extends ReadonlyMap<string, infer T> ? T : never)[]
  readonly notices: readonly NoticeLine[]
  readonly originals: readonly OriginalLine[]
  readonly journey: Journey
  readonly history: readonly HistoryEntry[]
  readonly setAside: readonly HistoryEntry[]
  readonly acts: readonly AllowedAct[]
}

/** A material of the guide, with what was handed in for it. */
export interface MaterialLine {
  readonly id: string
  readonly name: string
  readonly necessity: 'required' | 'optional' | 'later'
  readonly format: Material['format']
  readonly given: {
    readonly paper: string | null
    readonly form: 'original' | 'copy' | 'scan'
    readonly originals: number
    readonly copies: number
  } | null
}

/** A step of the item, with what is known of it. */
export interface StepLine {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly organ: string | null
  readonly externalSystem: string | null
  readonly result: 'agreed' | 'disagreed' | null
  readonly atMs: number | null
  readonly external: { readonly state: string; readonly number: string | null; readonly asOfMs: number } | null
}

/** The page of one case, for a person acting at this site. */
export function readCase(site: Site, caseId: CaseId, acting: Acting): CasePage | Refusal {
  const state = loadCase(site, caseId)
  const view = site.store.caseList.get(caseId)
  if (state === null || view === null) return refused('case/unknown', caseId)
  const acts = allowedActs(site, state, acting)
  if ('kind' in acts) return acts
  const line = caseLine(site, view)
  const item = pinnedItem(site, state.item)
  const masked = !seesUnmasked(site, caseId, acting)
  const form = masked ? null : readData(site, state, 'form')
  const applicant = readData(site, state, 'applicant')
  return {
    asOfMs: site.clock.now().estimateMs,
    line,
    nationalName: nationalNames[line.nationalCode satisfies NationalCode],
    outcome: outcomeOf(state),
    itemVersion: {
      ...state.item,
      isHere: site.store.items.has(state.item.digest),
      newerAtRegistration: newerAtRegistration(site, state.item, state.registeredMs),
    },
    scenario: item === null ? [] : namesOfAnswers(item, state.scenarioAnswers),
    due: { acceptedMs: state.acceptedMs, promised: state.promised, legal: state.legal, calendarVersion: state.calendarVersion },
    supplement: state.supplement,
    enteredLater: state.enteredLater,
    secondDecisionPossible: state.secondDecisionPossible,
    applicant: masked ? maskApplicant(applicant) : applicant,
    masked,
    form,
    erased: site.store.erasures.of(caseId),
    warnings: item === null ? [] : formWarnings(item.form, form, localDateOf(state.registeredMs)),
    papers: casePapers(site, state),
    materials: materialLines(site, state),
    steps: stepLines(site, state),
    tasks: [...state.tasks.values()],
    notices: noticeLines(site, state),
    originals: originalLines(site, state),
    journey: journeyOf(site, state),
    history: historyOf(site, caseId),
    setAside: setAsideOf(site, caseId),
    acts,
  }
}

function materialLines(site: Site, state: CaseState): MaterialLine[] {
  const item = pinnedItem(site, state.item)
  if (item === null) return []
  const asked = new Set(materialsFor(item, state.scenarioAnswers).map(({ id }) => id))
  return item.materials
    .filter(({ id }) => asked.has(id) || state.materials.has(id))
    .map(({ id, name, necessity, format }) => {
      const given = state.materials.get(id)
      if (given === undefined) return { id, name, necessity, format, given: null }
      const { paper, form, originals, copies } = given
      return { id, name, necessity, format, given: { paper: paper?.hash ?? null, form, originals, copies } }
    })
}

function stepLines(site: Site, state: CaseState): StepLine[] {
  return (pinnedItem(site, state.item)?.steps ?? []).map(({ id, name, kind, organ, externalSystem }) => {
    const done = state.steps.get(id)
    const seen = state.external.get(id)
    const external = seen === undefined ? null : { state: seen.state, number: seen.number, asOfMs: seen.asOfMs }
    return { id, name, kind, organ, externalSystem, result: done?.result ?? null, atMs: done?.atMs ?? null, external }
  })
}
