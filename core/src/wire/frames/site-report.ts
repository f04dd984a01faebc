import type * as gen from '../gen/liandong/link/v1/frame.js'
import * as check from '../parts/checks.js'
import type { SiteReport } from './link-frame.js'

export function toReport(report: SiteReport): gen.SiteReport {
  const { offset } = report
  return {
    site: report.site,
    running: report.running,
    sinceMs: report.sinceMs ?? 0,
    heardMs: report.heardMs ?? 0,
    reason: report.reason ?? '',
    waitingUp: report.waitingUp,
    waitingDown: report.waitingDown,
    oldestMs: report.oldestMs ?? undefined,
    offsetMs: offset?.offsetMs,
    uncertaintyMs: offset?.uncertaintyMs ?? 0,
    programVersion: report.programVersion ?? '',
    rosterVersion: report.rosterVersion,
    maintenance: report.maintenance,
    onlyHere: report.onlyHere ?? undefined,
    asOfMs: report.asOfMs,
  }
}

/** Throws a Fault where a field is not what it may be. */
export function fromReport(value: gen.SiteReport): SiteReport {
  const { offsetMs, uncertaintyMs, oldestMs } = value
  return {
    site: check.id(value.site, 'report.site'),
    running: value.running,
    sinceMs: orNone(check.ms(value.sinceMs, 'report.since_ms')),
    heardMs: orNone(check.ms(value.heardMs, 'report.heard_ms')),
    reason: check.optionalText(value.reason, 'report.reason'),
    waitingUp: value.waitingUp,
    waitingDown: value.waitingDown,
    oldestMs: oldestMs === undefined ? null : check.ms(oldestMs, 'report.oldest_ms'),
    offset: offsetMs === undefined ? null : { offsetMs: check.ms(offsetMs, 'report.offset_ms'), uncertaintyMs },
    programVersion: check.optionalText(value.programVersion, 'report.program_version'),
    rosterVersion: value.rosterVersion,
    maintenance: value.maintenance,
    onlyHere: value.onlyHere ?? null,
    asOfMs: check.ms(value.asOfMs, 'report.as_of_ms'),
  }
}

function orNone(ms: number): number | null {
  return ms === 0 ? null : ms
}
