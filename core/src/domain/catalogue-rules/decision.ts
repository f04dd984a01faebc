import { type ItemDraft, PERMIT } from '../item.js'
import { type Findings, refuses, warns } from './finding.js'

/** Somebody holds the power: the item's organ, by a grant at the item's level. */
export function organHoldsThePower({ level, organ, grants }: ItemDraft): Findings {
  if (level === 'village') return []
  const decides = grants.some((grant) => grant.power === 'decide' && grant.level === level && grant.organ === organ)
  return [
    organ === null && refuses('organ-missing', { path: '/organ', zh: '缺少审批主体', en: 'The organ is missing' }),
    !decides && refuses('power-missing', { path: '/grants', zh: '审批主体没有审批权限', en: 'The organ has no power to decide' }),
  ]
}

/** A power to decide, and to review a permit first, is an organ's by name. */
export function powersNameOrgans({ type, grants }: ItemDraft): Findings {
  return grants.flatMap(({ power, level, organ }, index) => [
    power === 'decide' &&
      level !== 'village' &&
      organ === null &&
      refuses('power-missing', {
        path: `/grants/${index}/organ`,
        article: '行政许可法 22',
        zh: '审批权限须写明部门',
        en: 'A power to decide names its organ',
      }),
    power === 'first-review' &&
      type === PERMIT &&
      organ === null &&
      refuses('power-missing', {
        path: `/grants/${index}/organ`,
        article: '行政许可法 43',
        zh: '行政许可的初审须写明部门',
        en: 'A first review of a permit names its organ',
      }),
  ])
}

/** A step that decides is done by an organ with the power. */
export function decidingStepsHavePower({ level, steps, grants }: ItemDraft): Findings {
  const deciders = grants.filter(({ power }) => power === 'decide')
  return steps.map(
    (step, index) =>
      step.kind === 'decide' &&
      level !== 'village' &&
      !deciders.some((grant) => grant.level === step.level && grant.organ === step.organ) &&
      refuses('power-missing', {
        path: `/steps/${index}/organ`,
        article: '行政许可法 22',
        zh: `环节 ${step.id}(${step.name})的部门没有审批权限`,
        en: `The organ of step ${step.id} has no power to decide`,
      }),
  )
}

/** Water and gas come from a company; a permit never does. */
export function companiesDecideNothing({ type, guide }: ItemDraft): Findings {
  return [
    type === PERMIT &&
      guide.company !== null &&
      refuses('company-decides', {
        path: '/guide/company',
        article: '行政许可法 22、23',
        zh: `行政许可不得由企业(${guide.company})实施`,
        en: `A permit is never decided by a company (${guide.company})`,
      }),
  ]
}

/** Instant or promised, and what each needs. */
export function handlingFitsItsPromise({ handling, promised, steps }: ItemDraft): Findings {
  const outside = steps.findIndex((step) => step.externalSystem !== null)
  return [
    handling === 'promised' &&
      promised === null &&
      refuses('promise-missing', { path: '/promised', zh: '承诺件须有承诺办结时限', en: 'A promised item needs its promise' }),
    handling === 'instant' &&
      promised !== null &&
      refuses('instant-promise', { path: '/promised', zh: '即办件没有承诺办结时限', en: 'An instant item promises no days' }),
    handling === 'instant' &&
      outside >= 0 &&
      refuses('instant-external', {
        path: `/steps/${outside}/externalSystem`,
        zh: '有外部系统环节的事项不能即办',
        en: 'An item with a step outside cannot be instant',
      }),
  ]
}

/** The guide tells people of an outside system that a step uses. */
export function outsideIsDeclared({ steps, guide }: ItemDraft): Findings {
  const undeclared = steps.some((step) => step.externalSystem !== null) && guide.handledAt === 'here'
  return [
    undeclared &&
      warns('external-undeclared', {
        path: '/guide/handledAt',
        zh: '有外部系统办理环节,指南却写在本系统办理',
        en: 'A step is handled outside, yet the guide says here',
      }),
  ]
}

/** What the applicant gets in the end has a name. */
export function resultsAreNamed({ hasResult, guide }: ItemDraft): Findings {
  const named = guide.results.some(({ kind }) => kind !== '4')
  return [
    hasResult !== named &&
      warns('result-unnamed', {
        path: '/guide/results',
        article: '行政许可法 39',
        zh: hasResult ? '有办理结果,指南却没有写明' : '没有办理结果,指南却写了结果',
        en: hasResult ? 'The result is not named in the guide' : 'The guide names a result the item has not',
      }),
  ]
}

/** 登记类 only records: no permit, no decision among its steps, and nothing to hand over. */
export function recordsDecideNothing({ type, steps, hasResult, guide }: ItemDraft): Findings {
  if (!guide.recordOnly) return []
  return [
    type === PERMIT &&
      refuses('record-decides', {
        path: '/guide/recordOnly',
        article: '行政许可法 34、38',
        zh: '行政许可须作决定,不能是登记类',
        en: 'A permit is decided; it cannot only record',
      }),
    ...steps.map(
      ({ id, kind }, index) =>
        (kind === 'decide' || kind === 'certificate') &&
        refuses('record-decides', {
          path: `/steps/${index}/kind`,
          zh: `登记类事项不作决定、不制证,请改环节 ${id} 的类型`,
          en: `An item that only records decides and issues nothing; give step ${id} another kind`,
        }),
    ),
    hasResult &&
      refuses('record-decides', {
        path: '/hasResult',
        zh: '登记类事项没有办理结果,请去掉结果或登记类',
        en: 'An item that only records has no result to hand over',
      }),
  ]
}
