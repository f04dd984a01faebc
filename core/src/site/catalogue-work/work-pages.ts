import type { ItemFinding } from '../../domain/catalogue-rules/check.js'
import type { WorkFact, WorkPlan, WorkStage, WorkState } from '../../domain/catalogue-work/work.js'
import { partInWords } from '../../domain/catalogue-work/difference.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { LocalDate } from '../../domain/values.js'
import type { Acting } from '../act.js'
import { type Named, organNamed, personNamed } from '../query/names.js'
import type { Site } from '../site.js'
import { findingsOf } from './content-check.js'
import { nameAt } from './impact.js'
import { brokenAct } from './work-log.js'
import { workerOf } from './worker.js'

/** A work as lists show it. */
export interface WorkLine {
  readonly id: string
  readonly kind: WorkPlan['kind']
  readonly organ: Named | null
  readonly title: string
  readonly stage: WorkStage
  readonly items: number
  readonly openChoices: number
  readonly returned: WorkState['returned']
  readonly published: WorkState['published']
  readonly due: LocalDate | null
  readonly beganMs: number
  readonly changedMs: number
}

/** Who did what to a work, with the reason where one was given. */
export interface ActLine {
  readonly sequence: number
  readonly person: Named
  readonly organ: Named | null
  readonly atMs: number
  readonly fact: WorkFact['fact']
  readonly reason: string | null
  readonly hash: string
}

/** A work whole, with its acts; `brokenAct` names the first that was altered after it was written. */
export interface WorkPage {
  readonly work: WorkState
  readonly acts: readonly ActLine[]
  readonly brokenAct: number | null
  /** What the rules of content find: refusals keep it from review, warnings are only told. */
  readonly findings: readonly ItemFinding[]
  /** The work's choices by name and in words. */
  readonly choiceWords: readonly ChoiceWords[]
}

/** A choice as a person reads it; null where a side has nothing there. */
export interface ChoiceWords {
  readonly item: string
  readonly path: string
  readonly label: string
  readonly base: string | null
  readonly theirs: string | null
  readonly ours: string | null
}

/** A list is read by people. */
const MOST_LISTED = 500

/** Works in hand, or with the ended ones; last changed first. */
export function listWorks(site: Site, acting: Acting, withEnded: boolean): readonly WorkLine[] | Refusal {
  const who = workerOf(site, acting)
  if ('kind' in who) return who
  const { works } = site.store.catalogueWork
  return (withEnded ? works.recent(MOST_LISTED) : works.open()).map((work) => lineOf(site, work))
}

export function lineOf(site: Site, { plan, organ, items, choices, ...work }: WorkState): WorkLine {
  const { id, title, stage, returned, published, beganMs, changedMs } = work
  return {
    id,
    kind: plan.kind,
    organ: organNamed(site, organ),
    title,
    stage,
    items: items.length,
    openChoices: choices.filter(({ take }) => take === null).length,
    returned,
    published,
    due: plan.kind === 'revision' ? plan.due : null,
    beganMs,
    changedMs,
  }
}

export function readWork(site: Site, acting: Acting, id: string): WorkPage | Refusal {
  const who = workerOf(site, acting)
  if ('kind' in who) return who
  const work = site.store.catalogueWork.works.get(id)
  if (work === null) return refused('work/unknown', id)
  const acts = site.store.catalogueWork.works.acts(id).map(({ person, organ, fact, sequence, atMs, hash }) => ({
    sequence,
    person: personNamed(site, person),
    organ: organNamed(site, organ),
    atMs,
    fact: fact.fact,
    reason: 'reason' in fact ? fact.reason : 'opinion' in fact ? (fact.opinion ?? null) : null,
    hash,
  }))
  const findings = findingsOf(
    site,
    work.items.map(({ content }) => content),
  )
  const nameOf = nameAt(site)
  const choiceWords = work.choices.map((each) => ({ item: each.item, path: each.path, ...partInWords(each.path, each, nameOf) }))
  return { work, acts, brokenAct: brokenAct(site, id), findings, choiceWords }
}
