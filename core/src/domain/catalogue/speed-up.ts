import type { ItemId, Limit } from '../values.js'
import type { ItemVersion } from '../item.js'

/** What of an item the record of 提速 is reckoned from. */
export type Measured = Pick<ItemVersion, 'id' | 'name' | 'promised' | 'legal' | 'materials' | 'guide'>

/** Two versions of one item. */
export interface Pair {
  readonly old: Measured
  readonly new: Measured
}

/** A figure that says what it was reckoned from. */
export interface Figure {
  readonly name: string
  readonly formula: string
  readonly value: number | null
  readonly unit: '%' | '日/项' | '日' | '件' | '项'
  /** The numbers that went in, by the names the formula uses. */
  readonly base: Readonly<Record<string, number>>
}

export interface SpeedUp {
  readonly items: number
  readonly figures: readonly Figure[]
  /** Items whose limits cannot be compared, because they are not in working days or one is missing. */
  readonly leftOut: readonly { readonly item: ItemId; readonly name: string; readonly reason: string }[]
}

/** Days cut over items, as bulletins tell it: 380 days over 133 items are 2.86 a piece and 31.38 % of 1 211. */
export function daysCut(cut: number, oldTotal: number, items: number): readonly Figure[] {
  const base = { 'Σ(原−现)': cut, Σ原: oldTotal, 项数: items }
  return [
    { name: '压缩承诺时限', formula: 'Σ(原−现)', value: cut, unit: '日', base },
    { name: '平均每项压缩', formula: 'Σ(原−现) ÷ 项数', value: ratio(cut, items, 1), unit: '日/项', base },
    { name: '提速率', formula: 'Σ(原−现) ÷ Σ原', value: ratio(cut, oldTotal, 100), unit: '%', base },
  ]
}

/** 承诺提速率: how far below the law the promise lies. */
export function promiseRate(legalTotal: number, promisedTotal: number, items: number): Figure {
  const base = { Σ法定: legalTotal, Σ承诺: promisedTotal, 项数: items }
  const value = ratio(legalTotal - promisedTotal, legalTotal, 100)
  return { name: '承诺提速率', formula: '(Σ法定 − Σ承诺) ÷ Σ法定', value, unit: '%', base }
}

/** The record of days, papers and fees cut between two moments of a catalogue. */
export function speedUp(pairs: readonly Pair[]): SpeedUp {
  const comparable = pairs.filter(({ old, new: next }) => whyNotCompared(old.promised, next.promised) === null)
  const leftOut = pairs.flatMap(({ old, new: next }) => {
    const reason = whyNotCompared(old.promised, next.promised)
    return reason === null ? [] : [{ item: next.id, name: next.name, reason }]
  })
  const oldTotal = sum(comparable.map(({ old }) => old.promised?.amount ?? 0))
  const newTotal = sum(comparable.map(({ new: next }) => next.promised?.amount ?? 0))
  return {
    items: pairs.length,
    figures: [...daysCut(oldTotal - newTotal, oldTotal, comparable.length), rateOfPromises(pairs), ...countsCut(pairs)],
    leftOut,
  }
}

function rateOfPromises(pairs: readonly Pair[]): Figure {
  const both = pairs.map((pair) => pair.new).filter(({ legal, promised }) => whyNotCompared(legal, promised) === null)
  const legalTotal = sum(both.map(({ legal }) => legal?.amount ?? 0))
  return promiseRate(legalTotal, sum(both.map(({ promised }) => promised?.amount ?? 0)), both.length)
}

function countsCut(pairs: readonly Pair[]): readonly Figure[] {
  const papers = pairs.map(({ old, new: next }) => [requiredPapers(old), requiredPapers(next)] as const)
  const fees = pairs.map(({ old, new: next }) => [old.guide.fees.length, next.guide.fees.length] as const)
  return [counted('减少必要材料', '件', papers), counted('取消收费', '项', fees)]
}

function counted(name: string, unit: '件' | '项', counts: readonly (readonly [number, number])[]): Figure {
  const before = sum(counts.map(([old]) => old))
  const after = sum(counts.map(([, next]) => next))
  return { name, formula: 'Σ(原−现)', value: before - after, unit, base: { Σ原: before, Σ现: after, 项数: counts.length } }
}

function requiredPapers({ materials }: Measured): number {
  return materials.filter(({ necessity }) => necessity === 'required').length
}

/** Working days, calendar days and hours do not add up; the sums are of working days. */
function whyNotCompared(a: Limit | null, b: Limit | null): string | null {
  if (a === null || b === null) return '一方未定时限'
  return a.unit === 'working-day' && b.unit === 'working-day' ? null : '不以工作日计'
}

function ratio(part: number, whole: number, times: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * times * 100) / 100
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
