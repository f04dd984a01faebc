import type { CaseBody, DueDate } from '../../domain/case/event.js'
import { stageTable } from '../../domain/case/national-codes.js'
import { limitInWords } from '../../domain/catalogue-work/words.js'
import { localDateOf, minuteOfDay } from '../../domain/civil-date.js'
import type { Limit } from '../../domain/values.js'
import { organNamed } from '../query/names.js'
import type { Site } from '../site.js'
import { type CaseFacts, organOf, servingPlace } from './facts.js'

/** What stands for each name of a template, for one case; a name without a value is empty. */
export function caseValues(site: Site, facts: CaseFacts): ReadonlyMap<string, string> {
  const { state } = facts
  const place = servingPlace(site, state)
  return new Map([
    ['办件编号', state.number],
    ['事项', facts.itemName],
    ['申请人', facts.applicant === '' ? '申请人' : facts.applicant],
    ['登记站点', place.name],
    ['站点电话', place.phone],
    ['实施主体', organOf(site, facts)],
    ['日期', dayInWords(site.clock.now().estimateMs)],
    ['登记时间', momentInWords(state.registeredMs)],
    ['状态', stateInWords(facts)],
    ['查询码', facts.queryCode ?? ''],
    ...ofAcceptance(facts),
    ...ofSupplement(facts),
    ...ofRefusal(site, facts),
    ...ofDecision(facts),
    ...ofDelivery(facts),
  ])
}

type Values = readonly (readonly [string, string])[]

/** 已登记,待上传 as long as no other site has it. */
function stateInWords({ state, onlyHere }: CaseFacts): string {
  return onlyHere ? '已登记,待上传' : stageTable[state.stage].zh
}

function ofAcceptance({ state, item }: CaseFacts): Values {
  return [
    ['受理日期', state.acceptedMs === null ? '' : dayInWords(state.acceptedMs)],
    ['承诺期限', item?.handling === 'instant' ? '当场办结' : limitUntil(item?.promised ?? null, state.promised)],
    ['法定期限', limitUntil(item?.legal ?? null, state.legal)],
  ]
}

function ofSupplement({ bodies }: CaseFacts): Values {
  const told = bodies.get('supplement-asked')
  const body = told?.body
  const dueBy = body?.type === 'supplement-asked' ? body.dueBy : null
  return [
    ['补正期限', dueBy === null ? '' : dateInWords(dueBy)],
    ['告知日期', told === undefined ? '' : dayInWords(told.atMs)],
  ]
}

type Ground = Extract<CaseBody, { readonly type: 'not-accepted' }>['ground']
/** 行政许可法 32: the grounds there are. */
const grounds: Readonly<Record<Ground, string>> = {
  'not-required': '该事项依法不需要取得行政许可',
  'wrong-organ': '该事项依法不属于本机关职权范围',
  'not-eligible': '不符合申请条件,具体理由见所附决定书',
  incomplete: '申请材料经补正仍不齐全或者不符合法定形式',
}

function ofRefusal(site: Site, { bodies }: CaseFacts): Values {
  const told = bodies.get('not-accepted')
  if (told?.body.type !== 'not-accepted') return []
  const { ground, rightOrgan } = told.body
  return [
    ['不予受理理由', grounds[ground]],
    ['应向机关', organNamed(site, rightOrgan)?.name ?? ''],
    ['不予受理日期', dayInWords(told.atMs)],
  ]
}

function ofDecision({ bodies }: CaseFacts): Values {
  const told = bodies.get('decided')
  if (told?.body.type !== 'decided') return []
  const { result, certificateNumber } = told.body
  return [
    ['决定结果', result === 'granted' ? '准予' : '不予'],
    ['证照编号', certificateNumber ?? ''],
    ['决定日期', dayInWords(told.atMs)],
  ]
}

const ways = { counter: '窗口领取', post: '邮寄', visit: '上门送达', electronic: '电子送达' } as const
const receivers = { applicant: '申请人本人', representative: '代理人', proxy: '代办员代领' } as const

/** Before it was handed over the lines are there to be filled in by hand. */
function ofDelivery({ bodies }: CaseFacts): Values {
  const told = bodies.get('delivered')
  if (told?.body.type !== 'delivered') {
    const boxes = Object.values(ways).map((way) => `□${way}`)
    return [
      ['送达方式', boxes.join(' ')],
      ['领取人', '□申请人本人 □代理人 □代办员代领'],
      ['送达日期', '　　　年　　月　　日'],
    ]
  }
  const { how, receiver } = told.body
  return [
    ['送达方式', ways[how]],
    ['领取人', receivers[receiver]],
    ['送达日期', dayInWords(told.atMs)],
  ]
}

function limitUntil(limit: Limit | null, due: DueDate | null): string {
  if (limit === null) return ''
  const until =
    due === null
      ? ''
      : `(至 ${dateInWords(due.date)}${due.latest === null || due.latest === due.date ? '' : `—${dateInWords(due.latest)}`})`
  return `${limitInWords(limit)}${until}`
}

/** 2026年3月2日 */
export function dateInWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

export function dayInWords(ms: number): string {
  return dateInWords(localDateOf(ms))
}

function momentInWords(ms: number): string {
  const minute = minuteOfDay(ms)
  return `${dayInWords(ms)} ${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
}
