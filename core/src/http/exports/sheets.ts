import { stageTable } from '../../domain/case/national-codes.js'
import type { UntoldLine, OriginalAtCounter } from '../../site/worklist/told-and-originals.js'
import type { OutsideLine, WorkLine } from '../../site/worklist/worklist.js'
import type { SiteLine } from '../../site/query/directory.js'
import type { TaskLine } from '../../site/query/tasks.js'
import type { CaseLine } from '../../site/query/cases.js'
import type { ListCell, ListSheet } from '../../wire/workbook/stream-workbook.js'

type Row = readonly ListCell[]

/** A list that is read at once, in pages of rows. */
export function sheetOf<Line>(
  name: string,
  headers: readonly string[],
  lines: readonly Line[],
  rowOf: (line: Line) => Row,
): ListSheet {
  function* pages() {
    for (let at = 0; at < lines.length; at += PAGE) yield lines.slice(at, at + PAGE).map(rowOf)
  }
  return { name, headers, pages }
}

/** Some ten milliseconds of work, then others get their turn. */
export const PAGE = 200

export const caseHeaders = [
  '办件编号',
  '事项',
  '状态',
  '登记站点',
  '现服务站点',
  '当前办理',
  '登记时间',
  '承诺到期',
  '法定到期',
  '备注',
]

export function caseRow(line: CaseLine): Row {
  const notes = [
    ...(line.onlyHere === null ? [] : ['仅存本机']),
    ...(line.frozen ? ['已冻结'] : []),
    ...(line.needsUpgrade ? ['待升级'] : []),
  ]
  const { number, item, stage, originPlace, servicePlace, custodian, registeredMs, promisedDue, legalDue } = line
  const where = [originPlace.name, servicePlace.name, custodian.name]
  return [number, item.name, stageTable[stage].zh, ...where, minuteText(registeredMs), promisedDue, legalDue, notes.join('、')]
}

export const workHeaders = [...caseHeaders, '环节', '承办单位']

export function workRow({ line, step, organ }: WorkLine): Row {
  return [...caseRow(line), step?.name ?? null, organ?.name ?? null]
}

export const taskHeaders = ['办件编号', '事项', '任务', '站点', '交办时间', '起', '止', '是否逾期']
const taskKinds: Readonly<Record<TaskLine['kind'], string>> = {
  ...{ notify: '告知', 'public-notice': '公示', 'village-opinion': '村级意见', visit: '入户调查', deliver: '送达' },
  ...{ opinion: '征求意见', 'hand-over': '移交' },
}

export function taskRow({ number, itemName, kind, place, site, givenMs, from, until, overdue }: TaskLine): Row {
  return [number, itemName, taskKinds[kind], place ?? site, minuteText(givenMs), from, until, overdue ? '逾期' : '']
}

export const noticeHeaders = ['办件编号', '事项', '通知', '站点', '站点电话', '发出时间', '打开时间']
const noticeKinds: Readonly<Record<UntoldLine['kind'], string>> = {
  ...{ acceptance: '受理通知', 'non-acceptance': '不予受理通知', supplement: '补正告知', decision: '决定通知' },
}

export function noticeRow({ number, itemName, kind, place, phone, issuedMs, openedMs }: UntoldLine): Row {
  return [
    number,
    itemName,
    noticeKinds[kind],
    place.name,
    phone,
    minuteText(issuedMs),
    openedMs === null ? null : minuteText(openedMs),
  ]
}

export const originalHeaders = ['办件编号', '事项', '原件', '现在在', '交给', '交接单', '自', '状态']

export function originalRow({ number, itemName, materialName, holder, to, bag, sinceMs, missing }: OriginalAtCounter): Row {
  const state = missing ? '缺' : to === null ? '存放' : '在途'
  return [number, itemName, materialName, holder.name, to?.name ?? null, bag, minuteText(sinceMs), state]
}

/** In the order of the list that comes back, so that a column can be filled in and returned. */
export const outsideHeaders = ['办件编号', '环节', '外部系统', '外部编号', '状态', '日期', '事项']
const outsideStates: Readonly<Record<OutsideLine['state'], string>> = {
  ...{ 'not-sent': '', sent: '已录入', 'in-progress': '办理中', returned: '退回' },
}

export function outsideRow({ number, itemName, step, system, externalNumber, state, asOfMs }: OutsideLine): Row {
  return [number, step.name, system, externalNumber, outsideStates[state], minuteText(asOfMs).slice(0, 10), itemName]
}

export const siteHeaders = ['节点', '编号', '层级', '程序', '上级', '状态', '站点数', '证书更新期限']
const tiers: Readonly<Record<SiteLine['tier'], string>> = { city: '市', county: '县区', edge: '乡镇、村' }
const lives: Readonly<Record<SiteLine['life'], string>> = { planned: '筹建', enrolled: '在用', retired: '停用' }

export function siteRow({ name, id, tier, program, parent, life, places, machine }: SiteLine): Row {
  const renewBy = machine === null ? null : minuteText(machine.renewByMs)
  return [name, id, tiers[tier], program === 'gateway' ? '平台' : '边缘节点', parent, lives[life], places.length, renewBy]
}

/** China has one time, eight hours ahead of UTC. */
function minuteText(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
