import type { ItemDraft } from '@liandong/core/domain/item.js'
import type { Random } from '../../test/network/random.js'

type Edit = (random: Random, item: ItemDraft) => ItemDraft

/** One small edit of the kinds revisions are made of; an edit that finds nothing to change gives way to the last, which always does. */
export function changeOf(random: Random, item: ItemDraft): ItemDraft {
  const edited = random.pick(EDITS)(random, item)
  return edited === item ? newPhone(random, item) : edited
}

/** 提速: a day or two less. */
function faster(random: Random, item: ItemDraft): ItemDraft {
  if (item.promised === null || item.promised.amount < 2) return item
  const less = 1 + random.below(Math.min(2, item.promised.amount - 1))
  return { ...item, promised: { ...item.promised, amount: item.promised.amount - less } }
}

/** 减材料: one paper less, in the scenarios too. */
function fewerPapers(_: Random, item: ItemDraft): ItemDraft {
  const dropped = item.materials.length < 2 ? undefined : item.materials.at(-1)
  if (dropped === undefined) return item
  const scenarioGroups = item.scenarioGroups.map((group) => ({
    ...group,
    options: group.options.map((option) => ({ ...option, materials: option.materials.filter((id) => id !== dropped.id) })),
  }))
  return { ...item, materials: item.materials.slice(0, -1), scenarioGroups }
}

/** A copy instead of the original, or the paper may follow. */
function easierPaper(random: Random, item: ItemDraft): ItemDraft {
  const eased = item.materials.filter(({ necessity, kind }) => necessity === 'required' || kind === 'original')
  if (eased.length === 0) return item
  const { id } = random.pick(eased)
  const easier = (necessity: string) => (necessity === 'required' ? 'later' : 'optional')
  return {
    ...item,
    materials: item.materials.map((paper) =>
      paper.id === id ? { ...paper, kind: 'copy', originals: 0, copies: 1, necessity: easier(paper.necessity) } : paper,
    ),
  }
}

/** 减费: what was charged for is free. */
function noFee(_: Random, item: ItemDraft): ItemDraft {
  return item.guide.fees.length === 0 ? item : { ...item, guide: { ...item.guide, fees: [] } }
}

function moreAnswers(_: Random, item: ItemDraft): ItemDraft {
  const question = { question: '可以在村里办吗?', answer: '可以到村便民服务站由代办员代办,也可以先在站里咨询。' }
  return { ...item, guide: { ...item.guide, questions: [...item.guide.questions, question] } }
}

/** Grows with the version, so it is never the number it was. */
function newPhone(random: Random, item: ItemDraft): ItemDraft {
  return { ...item, guide: { ...item.guide, consult: `0633-${7_200_000 + item.version * 1_000 + random.below(1_000)}` } }
}

function nextClause(_: Random, item: ItemDraft): ItemDraft {
  const legalBasis = item.guide.legalBasis.map((basis) => ({ ...basis, clause: `${basis.clause ?? ''}第一款` }))
  return legalBasis.length === 0 ? item : { ...item, guide: { ...item.guide, legalBasis } }
}

const EDITS: readonly Edit[] = [faster, faster, fewerPapers, easierPaper, noFee, moreAnswers, newPhone, nextClause]
