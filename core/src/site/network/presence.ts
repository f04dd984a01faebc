import type { SiteId } from '../../domain/values.js'
import type { SiteReport } from '../../wire/frame.js'

/** A report with the gateway that told it; null where this site saw it itself. */
export interface KnownReport {
  readonly report: SiteReport
  readonly toldBy: SiteId | null
}

/** News go first, however many; of the rest a few a beat, so that a word that was lost is said again within minutes. */
const NEWS_A_BEAT = 500
const REST_A_BEAT = 40

/** What sites below said of themselves and of others, and what the parent was told; in memory, since the newest word counts. */
export class Presence {
  readonly #told = new Map<SiteId, KnownReport>()
  #said = new Map<SiteId, string>()
  #next = 0

  /** The newest word of a neighbour on a site; whether it says anything new. */
  heard(toldBy: SiteId, report: SiteReport): boolean {
    const before = this.#told.get(report.site)
    this.#told.set(report.site, { report, toldBy })
    return before === undefined || essence(before.report) !== essence(report)
  }

  told(site: SiteId): KnownReport | null {
    return this.#told.get(site) ?? null
  }

  /** What of all reports to say now; at the first of a session all are news. */
  toSay(reports: readonly SiteReport[], isFirst: boolean): readonly SiteReport[] {
    if (isFirst) this.#said = new Map()
    const news = reports.filter((report) => this.#said.get(report.site) !== essence(report)).slice(0, NEWS_A_BEAT)
    const isNews = new Set(news)
    const rest = turned(reports, this.#next)
      .filter((report) => !isNews.has(report))
      .slice(0, isFirst ? 0 : REST_A_BEAT)
    this.#next = reports.length === 0 ? 0 : (this.#next + rest.length) % reports.length
    for (const report of news) this.#said.set(report.site, essence(report))
    return [...news, ...rest]
  }
}

function turned<T>(list: readonly T[], from: number): readonly T[] {
  return [...list.slice(from), ...list.slice(0, from)]
}

/** What is news to the parent; times that pass by themselves and every wobble of a clock are none. */
function essence({ asOfMs, heardMs, offset, ...report }: SiteReport): string {
  return JSON.stringify([report, offset === null ? null : Math.round(offset.offsetMs / 1000)])
}
