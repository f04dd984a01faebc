// Reads from every site's HTTP API whether each acknowledged act is there: node check-main.js BOOK SITES.json
// A process of its own, which wrote none of the cases and knows only what was acknowledged at the caller.

import { readFileSync } from 'node:fs'
import { type CaseVerdict, judge } from './check/compare.js'
import { missingLines, tableOf } from './check/table.js'
import { Witness, type WitnessSite } from './check/witness.js'
import { type Acknowledgement, readBook } from './desk/ack-book.js'
import { until } from './world/until.js'

/** Answers to the last acts may still be on their way down the tree. */
const settleMs = 20_000

const [bookFile = '', sitesFile = ''] = process.argv.slice(2)
const sites = JSON.parse(readFileSync(sitesFile, 'utf8')) as readonly WitnessSite[]
const witness = new Witness(sites)
const book = readBook(bookFile)

const verdicts: CaseVerdict[] = []
for (const [caseId, acknowledged] of byCase(book)) verdicts.push(await settled(caseId, acknowledged))

const missing = new Set(verdicts.flatMap((verdict) => verdict.missing.map(keyOf)))
const lines = [
  ...tableOf(verdicts, (site) => witness.nameOf(site)),
  ...missingLines(verdicts, (site) => witness.nameOf(site)),
  `acknowledged: ${book.length}, missing: ${missing.size}`,
]
process.stdout.write(`${lines.join('\n')}\n`)
if (missing.size > 0 || verdicts.some(({ isEqual }) => !isEqual)) process.exitCode = 1

/** The verdict once all is well, or what it still is after a while. */
async function settled(caseId: string, acknowledged: readonly Acknowledgement[]): Promise<CaseVerdict> {
  let verdict = await look(caseId, acknowledged)
  const isWell = () => verdict.isEqual && verdict.missing.length === 0
  await until(
    `case ${caseId} settles`,
    async () => {
      if (!isWell()) verdict = await look(caseId, acknowledged)
      return isWell() ? true : null
    },
    settleMs,
  ).catch(() => {})
  return verdict
}

async function look(caseId: string, acknowledged: readonly Acknowledgement[]): Promise<CaseVerdict> {
  // Who was cut off is not asked; what it had acknowledged is looked for at everybody else on the path.
  const authors = [...new Set(acknowledged.map(({ at }) => at))].filter((site) => !witness.isCutOff(site))
  const known = await Promise.all(authors.map((site) => witness.read(site, caseId)))
  const path = new Set([...authors, ...known.flatMap((page) => page?.journey.stops.map(({ site }) => site.id) ?? [])])
  const heard = [...path].filter((site) => !witness.isCutOff(site))
  const testimonies = await Promise.all(heard.map(async (site) => ({ site, page: await witness.read(site, caseId) })))
  return judge(caseId, testimonies, acknowledged)
}

function byCase(all: readonly Acknowledgement[]): ReadonlyMap<string, readonly Acknowledgement[]> {
  const groups = new Map<string, Acknowledgement[]>()
  for (const one of all) groups.set(one.caseId, [...(groups.get(one.caseId) ?? []), one])
  return groups
}

function keyOf({ caseId, requestId, act }: Acknowledgement): string {
  return `${caseId} ${requestId} ${act}`
}
