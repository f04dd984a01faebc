import { CHILD_COLUMNS } from './child-columns.js'
import type { Columns } from './column.js'
import { ITEM_COLUMNS } from './item-columns.js'

/** One sheet of a file of items: what it is called in Excel and in JSON, and its columns. */
interface SheetPlan<Of extends Columns> {
  /** The first is what an export writes. */
  readonly names: readonly string[]
  readonly columns: Of
}

function plan<Of extends Columns>(names: string, columns: Of): SheetPlan<Of> {
  return { names: names.split(' '), columns }
}

/** 事项 and one sheet for each thing an item has several of; JSON nests them under the plural of the key. */
export const SHEETS = {
  ITEM: plan('事项 事项表 事项清单 实施清单 TASK', ITEM_COLUMNS),
  MATERIAL: plan('申请材料 材料 材料清单', CHILD_COLUMNS.MATERIAL),
  SCENARIO: plan('情形 情形组', CHILD_COLUMNS.SCENARIO),
  STEP: plan('办理环节 环节 办理流程', CHILD_COLUMNS.STEP),
  GRANT: plan('办理权限 各级权限 权限', CHILD_COLUMNS.GRANT),
  LAW: plan('设定依据 依据', CHILD_COLUMNS.LAW),
  FEE: plan('收费 收费项目 收费信息', CHILD_COLUMNS.FEE),
  SPECIAL: plan('特殊环节 特别程序', CHILD_COLUMNS.SPECIAL),
  RESULT: plan('审批结果 结果', CHILD_COLUMNS.RESULT),
  QUESTION: plan('常见问题 问答', CHILD_COLUMNS.QUESTION),
  PRECONDITION: plan('前置条件 前置', CHILD_COLUMNS.PRECONDITION),
  TOWN: plan('乡镇 乡镇街道', CHILD_COLUMNS.TOWN),
  VILLAGE: plan('村 村社区', CHILD_COLUMNS.VILLAGE),
} as const

export type SheetKey = keyof typeof SHEETS
export type ChildKey = Exclude<SheetKey, 'ITEM'>

export const SHEET_KEYS = Object.keys(SHEETS) as SheetKey[]
export const CHILD_KEYS = SHEET_KEYS.filter((key): key is ChildKey => key !== 'ITEM')

/** The name of a child's list in JSON. */
export function jsonNameOf(key: ChildKey): string {
  return `${key}S`
}

/** Which sheet a name in a file means, or null. */
export function sheetNamed(name: string): SheetKey | null {
  const word = plainWord(name)
  return SHEET_KEYS.find((key) => [key, `${key}S`, ...SHEETS[key].names].some((known) => plainWord(known) === word)) ?? null
}

/** A header or a sheet's name without what people decorate it with. */
export function plainWord(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s*●★☆:：_]|\(必填\)|\(选填\)/g, '')
    .toUpperCase()
}
