import { blankCodes, blankGuide, blankMaterial } from '@liandong/core/domain/catalogue/blank.js'
import type { Fee, Guide, LegalBasis } from '@liandong/core/domain/catalogue/guide.js'
import type { Grant, ItemDraft, Material, ScenarioGroup, Step } from '@liandong/core/domain/item.js'
import type { Level, Limit, OrganId } from '@liandong/core/domain/values.js'
import type { Random } from '../../test/network/random.js'
import { CONDITIONS, GROUPS, PAPERS, QUESTIONS } from './papers.js'
import type { Subject } from './subjects.js'

/** Where an item is offered, and under which id its departments are known there. */
export interface Offered {
  readonly id: string
  readonly name: string
  readonly subject: Subject
  readonly level: 'county' | 'township'
  readonly organ: OrganId
  readonly effectiveFrom: string
}

const INSTANT_SHARE = 0.45
const FEE_SHARE = 0.08
const SPECIAL_SHARE = 0.06
/** So many papers items have, from none to twelve; most have few. */
const PAPER_COUNTS = [0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 8, 12]
/** 法定办结时限 as laws set them. */
const LEGAL_DAYS = [5, 7, 10, 15, 20, 30]

/** One item of a county's list; what it holds depends on the draws alone. */
export function makeItem(random: Random, offered: Offered): ItemDraft {
  const { subject, organ, level } = offered
  const isInstant = random.chance(INSTANT_SHARE)
  const legalDays = random.pick(LEGAL_DAYS)
  const legal = workingDays(legalDays)
  const materials = makeMaterials(random, subject)
  return {
    id: offered.id,
    version: 1,
    name: offered.name,
    type: subject.type,
    level,
    organ,
    handling: isInstant ? 'instant' : 'promised',
    promised: isInstant ? null : workingDays(1 + random.below(legalDays)),
    legal,
    withdrawable: random.chance(0.9),
    hasResult: random.chance(0.85),
    grants: makeGrants(random, level, organ),
    steps: makeSteps(random, level, organ, isInstant),
    materials,
    scenarioGroups: makeGroups(random, materials),
    form: makeForm(random, subject),
    effectiveFrom: offered.effectiveFrom,
    guide: makeGuide(random, offered),
    source: '按常见事项拼成的样例',
    invented: ['全部'],
  }
}

function workingDays(amount: number): Limit {
  return { amount, unit: 'working-day' }
}

function makeGrants(random: Random, level: Level, organ: OrganId): readonly Grant[] {
  const village = random.pick(['proxy', 'proxy', 'consult'] as const)
  const receiving = level === 'county' ? (['county', 'township'] as const) : (['township'] as const)
  return [
    { level, organ, power: 'decide' },
    ...receiving.map((at) => ({ level: at, organ: null, power: 'receive' }) as const),
    { level: 'village', organ: null, power: village },
  ]
}

function makeSteps(random: Random, level: Level, organ: OrganId, isInstant: boolean): readonly Step[] {
  const step = (id: string, name: string, kind: Step['kind'], actedBy: string): Step => {
    return { id, name, kind, organ, level, actedBy, externalSystem: null }
  }
  const [accept, decide] = [step('accept', '受理', 'accept', '窗口工作人员'), step('decide', '决定', 'decide', '首席代表')]
  if (isInstant) return [accept, decide]
  const survey = random.chance(0.2) ? [step('survey', '踏勘', 'site-survey', '两名工作人员')] : []
  const certificate = random.chance(0.5) ? [step('certificate', '制证', 'certificate', '窗口工作人员')] : []
  return [accept, step('examine', '审查', 'examine', '经办人'), ...survey, decide, ...certificate]
}

function makeMaterials(random: Random, { name, law }: Subject): readonly Material[] {
  const count = random.pick(PAPER_COUNTS)
  if (count === 0) return []
  const form = { ...blankMaterial('application', `${name}申请表`), blankForm: `${name}申请表(空表)`, legalBasis: `《${law}》` }
  return [
    form,
    ...shuffled(random, PAPERS)
      .slice(0, count - 1)
      .map((paper) => makeMaterial(random, paper)),
  ]
}

function makeMaterial(random: Random, { id, name, channel, copy }: (typeof PAPERS)[number]): Material {
  const necessity = random.pick(['required', 'required', 'required', 'optional', 'later'] as const)
  const blank = blankMaterial(id, name)
  return {
    ...blank,
    originals: copy ? 0 : 1,
    copies: copy ? 1 : 0,
    kind: copy ? 'copy' : 'original',
    necessity,
    sourceChannel: channel,
  }
}

function makeGroups(random: Random, materials: readonly Material[]): readonly ScenarioGroup[] {
  if (materials.length < 3 || random.chance(0.4)) return []
  const choosable = materials.slice(1)
  return shuffled(random, GROUPS)
    .slice(0, 1 + random.below(2))
    .map(({ id, question, options }) => ({
      id,
      question,
      askedWhen: [],
      options: options.map(([option, name]) => ({ id: option, name, materials: [...new Set([random.pick(choosable).id])] })),
    }))
}

function makeForm(random: Random, { name }: Subject): Readonly<Record<string, unknown>> {
  const text = (title: string) => ({ type: 'string', title, minLength: 1, maxLength: 200 })
  const fields = {
    subject: text('申请事项说明'),
    address: text('联系地址'),
    phone: { type: 'string', title: '联系电话', maxLength: 20 },
  }
  const extra = random.chance(0.5) ? { amount: { type: 'number', title: '数量或者面积', minimum: 0 } } : {}
  return {
    type: 'object',
    title: `${name}申请`,
    properties: { ...fields, ...extra },
    required: ['subject'],
    additionalProperties: false,
  }
}

function makeGuide(random: Random, { id, name, subject }: Offered): Guide {
  const basis: LegalBasis = {
    law: subject.law,
    documentNumber: null,
    clause: `第${random.pick(['六', '十二', '十八', '三十一', '四十二'])}条`,
    text: null,
  }
  const isPermit = subject.type === '01'
  return {
    ...blankGuide,
    codes: { ...blankCodes, localTask: id.toUpperCase() },
    serviceObjects: random.pick([['1'], ['2'], ['1', '2']] as const),
    handlingForms: random.pick([['1'], ['1', '2'], ['1', '2', '4']] as const),
    area: random.pick(['4', '4', '3', null] as const),
    visits: random.below(2),
    conditions: shuffled(random, CONDITIONS).slice(0, 1 + random.below(3)),
    flow: '申请人提交申请,窗口核对材料后受理,经办人审查,作出决定并送达。',
    legalBasis: [basis],
    fees: random.chance(FEE_SHARE) ? [makeFee(random, basis)] : [],
    specialSteps: random.chance(SPECIAL_SHARE) && isPermit ? [expertReview] : [],
    results: [
      { kind: isPermit ? '1' : '3', name: isPermit ? subject.name : `${name}结果通知`, sample: null, certificateType: null },
    ],
    questions: shuffled(random, QUESTIONS)
      .slice(0, random.below(3))
      .map(([question, answer]) => ({ question, answer })),
    address: '县政务服务大厅综合窗口',
    hours: '工作日上午9:00至12:00,下午13:30至17:00',
    consult: `0633-${6_200_000 + random.below(99_999)}`,
    complain: '12345',
    inCentre: true,
    topics: [subject.topic],
    lifeEvents: subject.lifeEvent === null ? [] : [subject.lifeEvent],
    keywords: shuffled(random, [`办${subject.name}`, `${subject.name}怎么办`, `${subject.topic}咨询`]).slice(0, random.below(3)),
  }
}

const expertReview: Guide['specialSteps'][number] = {
  name: '专家评审',
  kind: '2',
  limit: workingDays(15),
  basis: '《中华人民共和国行政许可法》第四十五条',
  chargeBasis: null,
  insideLimit: false,
  ground: 'expert-review',
}

function makeFee(random: Random, basis: LegalBasis): Fee {
  return {
    name: '证照工本费',
    standard: `每证${random.pick([5, 10, 20, 40])}元`,
    basis,
    reducible: true,
    reductionBasis: '小微企业免收',
  }
}

export function shuffled<T>(random: Random, values: readonly T[]): readonly T[] {
  return values
    .map((value) => ({ value, at: random.next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value)
}
