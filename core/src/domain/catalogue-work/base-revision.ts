import { blankMaterial } from '../catalogue/blank.js'
import type { BaseEntry } from '../catalogue/base.js'
import type { Material } from '../item.js'
import { partsOf, withParts } from './item-parts.js'
import { type Conflict, type Follow, merge3, type Parts } from './merge.js'
import type { Choice, ItemContent } from './work.js'

/** Papers are told apart by their names: the base list knows no ids. */
const PAPER = 'paper/'

/** What a merge leaves: the content with all that follows in it, and what waits for a choice. */
export interface Prepared {
  readonly content: ItemContent
  readonly follows: readonly Follow[]
  readonly choices: readonly Choice[]
}

/** What a base entry and an implementation of it have in common, under the paths of an item. */
export function partsOfBase(entry: BaseEntry): Parts {
  const { name, type, legal, codes, legalBasis, conditions, materials } = entry
  return new Map<string, unknown>([
    ['name', name],
    ['type', type],
    ['legal', legal],
    ['guide/codes/catalogue', codes.catalogue],
    ['guide/legalBasis', legalBasis],
    ['guide/conditions', conditions],
    ...materials.map(({ name: paper, basis }): [string, unknown] => [PAPER + paper, { name: paper, basis }]),
  ])
}

/** The whole of a base entry for reading; what only concerns who takes it up comes last. */
export function wordsOfBase(entry: BaseEntry): Parts {
  const { codes, levels, department, effectiveFrom, settleBy, source } = entry
  return new Map<string, unknown>([
    ...partsOfBase(entry),
    ...Object.entries(codes).map(([key, code]): [string, unknown] => [`guide/codes/${key}`, code]),
    ['source', source],
    ['levels', levels],
    ['department', department],
    ['effectiveFrom', effectiveFrom],
    ['settleBy', settleBy],
  ])
}

function partsLikeBase(item: ItemContent): Parts {
  const { name, type, legal, guide, materials } = item
  return new Map<string, unknown>([
    ['name', name],
    ['type', type],
    ['legal', legal],
    ['guide/codes/catalogue', guide.codes.catalogue],
    ['guide/legalBasis', guide.legalBasis],
    ['guide/conditions', guide.conditions],
    ...materials.map((paper): [string, unknown] => [PAPER + paper.name, { name: paper.name, basis: paper.legalBasis }]),
  ])
}

/** 上级修订: fields untouched here follow the new base entry; adapted ones wait, with base, theirs and ours. */
export function revised(item: ItemContent, was: BaseEntry, is: BaseEntry): Prepared {
  const merge = merge3(partsOfBase(was), partsOfBase(is), partsLikeBase(item))
  const base = { entry: is.id, version: is.version }
  return prepared({ ...item, guide: { ...item.guide, base } }, merge)
}

/** A newer version was published while ours was written: the same, over every part of an item. */
export function rebasedOn(ours: ItemContent, base: ItemContent, theirs: ItemContent): Prepared {
  return prepared({ ...ours, version: theirs.version + 1 }, merge3(partsOf(base), partsOf(theirs), partsOf(ours)))
}

function prepared(item: ItemContent, merge: { readonly follows: readonly Follow[]; readonly conflicts: readonly Conflict[] }) {
  const { follows, conflicts } = merge
  const content = follows.reduce((each, { path, value }) => withValue(each, path, value), item)
  return { content, follows, choices: conflicts.map((conflict) => ({ item: item.id, ...conflict, take: null })) }
}

/** The item with one merged part put in place; undefined takes it away. */
export function withValue(item: ItemContent, path: string, value: unknown): ItemContent {
  if (!path.startsWith(PAPER)) return withParts(item, new Map([[path, value]]))
  const name = path.slice(PAPER.length)
  return value === undefined ? withoutPaper(item, name) : withPaper(item, value as BaseEntry['materials'][number])
}

function withPaper(item: ItemContent, { name, basis }: BaseEntry['materials'][number]): ItemContent {
  const known = item.materials.find((material) => material.name === name)
  const material: Material = { ...(known ?? blankMaterial(idOf(item, name), name)), legalBasis: basis }
  const materials =
    known === undefined ? [...item.materials, material] : item.materials.map((each) => (each === known ? material : each))
  return { ...item, materials }
}

function withoutPaper(item: ItemContent, name: string): ItemContent {
  const gone = item.materials.filter((material) => material.name === name).map(({ id }) => id)
  const stays = (id: string) => !gone.includes(id)
  const scenarioGroups = item.scenarioGroups.map((group) => ({
    ...group,
    options: group.options.map((option) => ({ ...option, materials: option.materials.filter(stays) })),
  }))
  return { ...item, materials: item.materials.filter(({ id }) => stays(id)), scenarioGroups }
}

/**
 * The id of a paper that came by its name: always the same for that name, and never one that stood for another paper,
 * because drafts and cases tell papers apart by it.
 */
function idOf({ materials }: ItemContent, name: string): string {
  for (let salt = 0; ; salt += 1) {
    const id = `paper-${fingerprint(`${name}${salt === 0 ? '' : salt}`)}`
    if (!materials.some((material) => material.id === id)) return id
  }
}

/** FNV-1a with its usual start and prime: short, spread well, and the same everywhere. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0
  return hash.toString(36)
}
