import { accept } from './accept/accept.js'
import { backlog } from './backlog/backlog.js'
import { catalogue } from './catalogue/catalogue.js'
import { paint } from './paint/paint.js'
import { search } from './search/search.js'
import { visible } from './visible/visible.js'
import { handshakes } from './handshakes/handshakes.js'
import { signIn } from './sign-in/sign-in.js'
import { footprint } from './footprint/footprint.js'
import { readArguments } from './harness/arguments.js'
import type { Workload } from './harness/contest.js'
import { measure } from './harness/measure.js'
import { type Report, tableOf, thisMachine } from './harness/report.js'
import type { Row } from './harness/row.js'
import { failuresOf, verdictOf } from './harness/verdict.js'

/** Each workload is made for full or for small counts. */
const workloads: Readonly<Record<string, (quick: boolean) => Workload>> = {
  accept,
  backlog,
  visible,
  footprint,
  search,
  catalogue,
  handshakes,
  'sign-in': signIn,
  paint,
}

async function main(): Promise<void> {
  const chosen = readArguments(process.argv.slice(2), Object.keys(workloads))
  const workload = chosenFrom(workloads[chosen.name]?.(chosen.quick), chosen.only ?? '')
  const rows: Row[] = []
  for (const contest of workload.contests) rows.push(...(await measure(contest, { ...chosen, log })))
  const report: Report = {
    bench: chosen.name,
    date: new Date().toISOString(),
    machine: thisMachine(),
    rows,
    verdict: verdictOf(rows, workload.aims),
  }
  process.stdout.write(`${chosen.json ? JSON.stringify(report) : tableOf(report)}\n`)
  fail(failuresOf(rows))
}

/** Contests of which a row is chosen, each with all its rows, and the aims of those. */
function chosenFrom(workload: Workload | undefined, only: string): Workload {
  const contests = workload?.contests.filter(({ metrics }) => metrics.some(({ name }) => name.includes(only))) ?? []
  if (contests.length === 0) throw new Error(`no row has "${only}" in its name`)
  const rows = new Set(contests.flatMap(({ metrics }) => metrics.map(({ name }) => name)))
  return { contests, aims: workload?.aims.filter(({ row }) => rows.has(row)) ?? [] }
}

function fail(reasons: readonly string[]): void {
  for (const reason of reasons) log(reason)
  if (reasons.length > 0) process.exitCode = 1
}

function log(line: string): void {
  process.stderr.write(`bench: ${line}\n`)
}

main().catch((error: unknown) => {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
})
