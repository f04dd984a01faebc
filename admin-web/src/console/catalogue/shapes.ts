import type {
  BASE_ENTRY,
  BASE_IMPORTED,
  CLAIM_LINE,
  CLAIM_SUMMARY,
  GATEWAY_LINE,
  REVISION_LINE,
  SURVEY,
  SURVEY_LINE,
  SURVEY_PAGE,
} from '@liandong/core/http/catalogue-work/claim-schemas.js'
import type {
  BATCH_CHANGE,
  BATCH_LINE,
  CHOICE_WORDS,
  CONTENT,
  DIFFERENCE,
  FINDING,
  IMPACT,
  WORK,
  WORK_ACT,
  WORK_LINE,
} from '@liandong/core/http/catalogue-work/schemas.js'
import type { RUN } from '@liandong/core/http/catalogue-work/imports.js'
import type { CATALOGUE_LINE, CATALOGUE_PAGE, CODE_LISTS, ITEM_STORY } from '@liandong/core/http/catalogue-view/schemas.js'
import type { Static } from 'typebox'

/** What the program answers about the catalogue, as its own schemas say; only types come from there. */
export type CatalogueLine = Static<typeof CATALOGUE_LINE>
export type CataloguePage = Static<typeof CATALOGUE_PAGE>
export type ItemStory = Static<typeof ITEM_STORY>
export type Content = Static<typeof CONTENT>
export type CodeLists = Static<typeof CODE_LISTS>
export type CodeName = keyof CodeLists
export type EntryState = CatalogueLine['state']
export type Level = CatalogueLine['level']
export type Grant = CatalogueLine['grants'][number]

export type ClaimLine = Static<typeof CLAIM_LINE>
export type ClaimState = ClaimLine['state']
export type Claims = {
  readonly asOfMs: number
  readonly claims: readonly ClaimLine[]
  readonly summary: readonly Static<typeof CLAIM_SUMMARY>[]
  readonly gateways: readonly Static<typeof GATEWAY_LINE>[]
}
export type BaseEntry = Static<typeof BASE_ENTRY>
export type BaseImported = Static<typeof BASE_IMPORTED>
export type RevisionLine = Static<typeof REVISION_LINE>

export type Difference = Static<typeof DIFFERENCE>
export type Work = Static<typeof WORK>
export type WorkLine = Static<typeof WORK_LINE>
export type WorkStage = WorkLine['stage']
export type WorkAct = Static<typeof WORK_ACT>
export type Finding = Static<typeof FINDING>
export type ChoiceWords = Static<typeof CHOICE_WORDS>
export type Impact = Static<typeof IMPACT>
export interface WorkPage {
  readonly work: Work
  readonly acts: readonly WorkAct[]
  readonly brokenAct: number | null
  readonly findings: readonly Finding[]
  readonly choiceWords: readonly ChoiceWords[]
}

export type ImportRun = Static<typeof RUN>
export type SheetProblem = ImportRun['problems'][number]
export type BatchChange = Static<typeof BATCH_CHANGE>
export type BatchLines = { readonly items: readonly Static<typeof BATCH_LINE>[] }
export type Survey = Static<typeof SURVEY>
export type SurveyLine = Static<typeof SURVEY_LINE>
export type SurveyPage = Static<typeof SURVEY_PAGE>
