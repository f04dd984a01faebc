import { blankGuide, blankMaterial } from '../catalogue/blank.js'
import type { BaseEntry } from '../catalogue/base.js'
import { permit } from '../case/world.testing.js'
import { evolveWork } from './review.js'
import type { ItemContent, WorkAct, WorkFact, WorkItem, Worker, WorkState } from './work.js'

const { digest: _, ...permitContent } = permit

/** The permit of the kernel's tests as somebody writes it. */
export function contentOf(changes: Partial<ItemContent> = {}): ItemContent {
  return { ...permitContent, ...changes }
}

/** A base entry the permit was claimed from: what they have in common reads alike. */
export function baseOf(changes: Partial<BaseEntry> = {}): BaseEntry {
  return {
    id: '000112345000',
    version: 1,
    digest: '1'.repeat(64),
    name: permit.name,
    codes: { ...blankGuide.codes, catalogue: null },
    type: permit.type,
    levels: ['county'],
    legal: permit.legal,
    legalBasis: permit.guide.legalBasis,
    conditions: permit.guide.conditions,
    materials: permit.materials.map(({ name, legalBasis }) => ({ name, basis: legalBasis })),
    department: 'bureau',
    effectiveFrom: '2026-01-01',
    settleBy: '2026-03-31',
    source: 'test',
    ...changes,
  }
}

export const paper = blankMaterial

export function workItem(content: ItemContent = contentOf(), basedOn: WorkItem['basedOn'] = null): WorkItem {
  return { item: content.id, basedOn, content }
}

export const writer: Worker = { person: 'a-clerk', organ: 'a-bureau' }
export const reviewer: Worker = { person: 'a-window', organ: null }

export function beginning(changes: Partial<Extract<WorkFact, { fact: 'begun' }>> = {}): WorkFact {
  const plan = { kind: 'edit' as const }
  return { fact: 'begun', plan, organ: 'a-bureau', title: '修改', items: [workItem()], choices: [], ...changes }
}

function digestLike(sequence: number): string {
  return sequence.toString(16).padStart(64, '0')
}

/** Facts as the acts of one work, each by whom it names. */
export function actsOf(...facts: readonly (readonly [WorkFact, Worker])[]): WorkAct[] {
  return facts.map(([fact, by], index) => ({
    work: '1'.repeat(32),
    sequence: index + 1,
    ...by,
    atMs: 1000 * (index + 1),
    fact,
    previousHash: digestLike(index),
    hash: digestLike(index + 1),
  }))
}

export function workAfter(...facts: readonly (readonly [WorkFact, Worker])[]): WorkState {
  const state = actsOf(...facts).reduce<WorkState | null>(evolveWork, null)
  if (state === null) throw new Error('a work begins with an act')
  return state
}
