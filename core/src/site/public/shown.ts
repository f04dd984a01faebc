import { stageTable } from '../../domain/case/national-codes.js'
import type { Stage } from '../../domain/case/event.js'
import type { CaseState } from '../../domain/case/state.js'
import { currentPlace } from '../../domain/roster-view.js'
import { type Contact, contactsOf, HOTLINE } from '../catalogue-print/contacts.js'
import { pinnedItem } from '../execute.js'
import type { Site } from '../site.js'

/** As much of a case as the receipt's holder is shown: nobody's name, no paper, no reason. */
export interface PublicCase {
  readonly kind: 'found'
  /** When this site answered, and when the state it tells of began; ms since 1970 UTC. */
  readonly asOfMs: number
  readonly sinceMs: number
  readonly number: string
  readonly item: string
  readonly stage: Stage
  readonly state: { readonly zh: string; readonly en: string }
  readonly next: { readonly zh: string; readonly en: string }
  readonly ring: readonly Contact[]
}

/** What the holder waits for, or has to do. */
const nextOf: Readonly<Record<Stage, { readonly zh: string; readonly en: string }>> = {
  registered: { zh: '等待提交给办理部门', en: 'It goes to the department next' },
  submitted: { zh: '等待部门受理', en: 'The department decides whether to accept it' },
  supplementing: { zh: '请按补正告知书补齐材料', en: 'Bring the papers named in the notice' },
  accepted: { zh: '等待部门审查', en: 'The department examines it' },
  'not-accepted': { zh: '请看不予受理通知书;有疑问请拨打下面的电话', en: 'See the notice; ring if anything is unclear' },
  reviewing: { zh: '等待部门作出决定', en: 'The department decides' },
  decided: {
    zh: '请留意送达通知,或到服务站点领取结果',
    en: 'Wait for delivery, or fetch the result at the place that serves you',
  },
  delivered: { zh: '结果已送达,欢迎评价', en: 'The result was delivered; please rate the service' },
  completed: { zh: '已办结', en: 'Nothing more is to do' },
  withdrawn: { zh: '已撤回;需要时可重新申请', en: 'It was withdrawn; apply again when needed' },
}

export function shownToPublic(site: Site, state: CaseState): PublicCase {
  const item = pinnedItem(site, state.item)
  const { zh, en } = stageTable[state.stage]
  const view = site.store.caseList.get(state.caseId)
  return {
    kind: 'found',
    asOfMs: site.clock.now().estimateMs,
    sinceMs: view?.legalMs ?? state.registeredMs,
    number: state.number,
    item: item?.name ?? view?.itemName ?? state.item.id,
    stage: state.stage,
    state: { zh, en },
    next: nextOf[state.stage],
    ring: whomToRing(site, state, item),
  }
}

/** The place that serves the villager, then whoever answers for the item; never empty. */
function whomToRing(site: Site, { servicePlace }: CaseState, item: ReturnType<typeof pinnedItem>): readonly Contact[] {
  const place = currentPlace(site.roster, servicePlace)
  const near = place?.phone === null || place === null ? [] : [{ name: place.name, phone: place.phone }]
  const rest = item === null ? [HOTLINE] : contactsOf(site, item)
  return [...near, ...rest]
}
