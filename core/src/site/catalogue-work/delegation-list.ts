import type { DelegationRow } from '../../domain/catalogue-work/work.js'
import { powerInWords, sourceInWords } from '../../domain/catalogue-work/words.js'
import { refused, type Refusal } from '../../domain/decider.js'
import { currentOrgan } from '../../domain/roster-view.js'
import type { LocalDate, OrganId } from '../../domain/values.js'
import type { Delegation } from '../../store/catalogue-work/delegations.js'
import type { Acting } from '../act.js'
import type { Site } from '../site.js'
import { workerOf } from './worker.js'

/** One line of the list that has to be published (行政许可法 24), all in words. */
export interface DelegationLine {
  readonly number: number
  readonly item: string
  readonly code: string
  readonly giver: string
  readonly receiver: string
  readonly power: string
  readonly source: string
  readonly from: LocalDate
  readonly until: LocalDate | null
}

/** 下放委托公告: the document of one act, or the whole register. */
export interface DelegationList {
  readonly title: string
  readonly asOfMs: number
  readonly lines: readonly DelegationLine[]
}

/** The list to print for one act. */
export function delegationListOf(site: Site, acting: Acting, work: string): DelegationList | Refusal {
  const who = workerOf(site, acting)
  if ('kind' in who) return who
  const state = site.store.catalogueWork.works.get(work)
  if (state === null) return refused('work/unknown', work)
  const { plan, title } = state
  if (plan.kind !== 'delegation' && plan.kind !== 'take-back') return refused('work/unknown', `${work} ${plan.kind}`)
  const registered = plan.kind === 'delegation' ? site.store.catalogueWork.delegations.ofWork(work) : []
  const rows = registered.length > 0 ? registered : plan.rows.map((row) => planned(site, work, row))
  return listed(site, title, rows)
}

/** Every power handed down and not taken back, with those taken back when asked for. */
export function delegationRegister(site: Site, acting: Acting, withEnded: boolean): DelegationList | Refusal {
  const who = workerOf(site, acting)
  if ('kind' in who) return who
  const rows = site.store.catalogueWork.delegations.all().filter(({ until }) => withEnded || until === null)
  return listed(site, '下放委托事项清单', rows)
}

function planned(site: Site, work: string, row: DelegationRow): Delegation {
  return { ...row, work, giver: site.store.items.newest(row.item)?.organ ?? null, until: null }
}

function listed(site: Site, title: string, rows: readonly Delegation[]): DelegationList {
  const lines = rows.map((row, index): DelegationLine => {
    const item = site.store.items.newest(row.item)
    const codes = item?.guide.codes
    return {
      number: index + 1,
      item: item?.name ?? row.item,
      code: codes?.handleItem ?? codes?.task ?? codes?.catalogue ?? codes?.localTask ?? row.item,
      giver: organName(site, row.giver),
      receiver: organName(site, row.to),
      power: powerInWords(row.power),
      source: sourceInWords(row.source),
      from: row.from,
      until: row.until,
    }
  })
  return { title, asOfMs: site.clock.now().estimateMs, lines }
}

function organName(site: Site, organ: OrganId | null): string {
  return organ === null ? '' : (currentOrgan(site.roster, organ)?.name ?? organ)
}
