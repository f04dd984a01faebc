import type { Organ } from '../../domain/roster.js'
import type { Level } from '../../domain/values.js'

/** A department every hall of a level has, by the name its items use. None's name is part of another's. */
export interface Department {
  readonly name: string
  readonly nature: Organ['nature']
  /** Departments entered by a later program are numbered after all earlier ones, so that no organ's id ever changes. */
  readonly round: 0 | 1
}

/** 县级以上人民政府工作部门, and the tax office beside them: the usual ones that take applications; the same at the city and in each county. */
const BUREAUS: readonly Department[] = [
  '行政审批服务局',
  '民政局',
  '财政局',
  '人力资源和社会保障局',
  '自然资源和规划局',
  '住房和城乡建设局',
  '交通运输局',
  '农业农村局',
  '文化和旅游局',
  '卫生健康局',
  '市场监督管理局',
  '综合行政执法局',
  '统计局',
].map((name) => ({ name, nature: 'administrative', round: 0 }))

const LATER_BUREAUS: readonly Department[] = ['生态环境局', '应急管理局', '公安局', '税务局'].map((name) => ({
  name,
  nature: 'administrative',
  round: 1,
}))

/** The departments that `init` enters; the housing fund's are institutions authorised by 住房公积金管理条例 10. */
export const DEPARTMENTS: Readonly<Record<'city' | 'county', readonly Department[]>> = {
  city: [...BUREAUS, { name: '住房公积金管理中心', nature: 'authorised', round: 0 }, ...LATER_BUREAUS],
  county: [...BUREAUS, { name: '公积金管理部', nature: 'authorised', round: 0 }, ...LATER_BUREAUS],
}

/** How items name the one organ of a township, whatever kind of township it is. */
export const TOWNSHIP_ORGAN = '乡镇(街道)'

/**
 * 镇、乡 has a government, 街道 an office of the county's (地方组织法 85: an organ of its own);
 * a farm or zone run by a committee has only what the county entrusts to it.
 */
export function townshipOrgan(label: string): Department {
  if (/[镇乡]$/.test(label)) return { name: `${label}人民政府`, nature: 'administrative', round: 0 }
  if (label.endsWith('街道')) return { name: `${label}办事处`, nature: 'administrative', round: 0 }
  return { name: `${label}管理委员会`, nature: 'entrusted', round: 0 }
}

/** The organ at a place that an item or a post means by a department's name; null when there is none, or more than one. */
export function findOrgan(organs: readonly Organ[], place: string, level: Level, department: string): Organ | null {
  const [organ, other] = organs.filter(
    (candidate) =>
      candidate.place === place &&
      candidate.level === level &&
      (department === TOWNSHIP_ORGAN ? level === 'township' : candidate.name.includes(department)),
  )
  return other === undefined ? (organ ?? null) : null
}
