import { type ItemDraft, PERMIT } from '../item.js'
import { type Findings, refuses, warns } from './finding.js'

/** Names of documents that are neither law nor administrative regulation. */
const LOW_RANK = /(通知|意见|函|批复|纪要|细则)$/

/** No fee without a law or administrative regulation that says so. */
export function feesHaveABasis({ guide }: ItemDraft): Findings {
  return guide.fees.map(
    ({ name, basis }, index) =>
      (basis === null || basis.law.trim() === '') &&
      refuses('fee-without-basis', {
        path: `/guide/fees/${index}/basis`,
        article: '行政许可法 58',
        zh: `收费“${name}”没有依据`,
        en: `The fee “${name}” has no basis`,
      }),
  )
}

/** A permit's fee rests on a law or an administrative regulation, not on a notice. */
export function permitFeesRestOnLaw({ type, guide }: ItemDraft): Findings {
  return guide.fees.map(
    ({ name, basis }, index) =>
      type === PERMIT &&
      basis !== null &&
      LOW_RANK.test(basis.law.replace(/[》\s]+$/, '')) &&
      warns('fee-low-basis', {
        path: `/guide/fees/${index}/basis`,
        article: '行政许可法 58',
        zh: `收费“${name}”的依据“${basis.law}”看来不是法律、行政法规`,
        en: `The basis “${basis.law}” of the fee “${name}” looks like no law or administrative regulation`,
      }),
  )
}

/** A fee that can be reduced says by what. */
export function reductionsHaveABasis({ guide }: ItemDraft): Findings {
  return guide.fees.map(
    ({ name, reducible, reductionBasis }, index) =>
      reducible &&
      reductionBasis === null &&
      warns('reduction-without-basis', {
        path: `/guide/fees/${index}/reductionBasis`,
        zh: `收费“${name}”可减免,须写明减免依据`,
        en: `The fee “${name}” can be reduced: name the basis`,
      }),
  )
}

/** The clock of a permit stops only on the grounds the law lists; of other items it is told. */
export function clockStopsOnlyOnGrounds({ type, guide }: ItemDraft): Findings {
  const tell = type === PERMIT ? refuses : warns
  return guide.specialSteps.map(
    ({ name, insideLimit, ground }, index) =>
      !insideLimit &&
      ground === null &&
      tell('outside-limit', {
        path: `/guide/specialSteps/${index}/ground`,
        article: '行政许可法 45',
        zh: `特殊环节“${name}”不在法定情形之内,所需时间须计入期限`,
        en: `The special step “${name}” is none of the grounds in law: its time counts`,
      }),
  )
}

/** A site survey is not among the grounds, whatever it is called. */
export function surveysCountInside({ guide }: ItemDraft): Findings {
  return guide.specialSteps.map(
    ({ name, insideLimit, ground }, index) =>
      !insideLimit &&
      ground !== null &&
      /踏勘|勘验|勘察/.test(name) &&
      warns('survey-outside-limit', {
        path: `/guide/specialSteps/${index}/insideLimit`,
        article: '行政许可法 45',
        zh: `“${name}”不是法定的不计入期限的情形`,
        en: `“${name}” is no ground in law to stop the clock`,
      }),
  )
}
