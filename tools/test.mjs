// Usage: npm test                   every lane, then the sum of what the runners report
//        npm test -- unit network   only the lanes named

import { runLane } from './test/lane.mjs'
import { binary } from './setup/run.mjs'

const setUp = { name: 'set-up', command: [process.execPath, 'tools/setup.mjs', 'nats', 'chromium', 'faketime'] }

/** In order, cheapest first. */
const lanes = [
  { name: 'check', command: [process.execPath, 'tools/check.mjs'] },
  vitestLane('unit'),
  vitestLane('contracts'),
  vitestLane('network'),
  simulationLane(200),
  vitestLane('process'),
  vitestLane('e2e'),
]

function vitestLane(name) {
  const report = `reports/${name}.json`
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return { name, report, command: [binary('vitest'), 'run', '--project', name, ...reporters] }
}

/** Stories of the simulated city; each counts as a test. */
function simulationLane(seedCount) {
  const report = 'reports/sim.json'
  const args = ['--conditions=source', 'tools/sim.ts', '--seeds', String(seedCount), '--report', report]
  return { name: 'sim', report, command: [binary('tsx'), ...args] }
}

/** Without a set-up nothing else means anything; after it every lane runs, so that one run shows all that is wrong. */
function runAll(chosen) {
  const first = runTimed(setUp)
  return first.failed > 0 ? [first] : [first, ...chosen.map(runTimed)]
}

function runTimed(lane) {
  console.log(`\n== ${lane.name}`)
  const startMs = performance.now()
  const counts = runLane(lane)
  return { name: lane.name, ...counts, seconds: (performance.now() - startMs) / 1000 }
}

function printTimes(results) {
  console.log()
  for (const { name, seconds, ...counts } of results) {
    console.log(`${name.padEnd(10)}${seconds.toFixed(1).padStart(7)} s   ${inWords(counts)}`)
  }
}

function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

function sum(results, key) {
  return results.reduce((total, result) => total + result[key], 0)
}

const names = process.argv.slice(2)
const unknown = names.filter((name) => !lanes.some((lane) => lane.name === name))
if (unknown.length > 0) {
  console.error(`unknown lane: ${unknown.join(', ')}; known: ${lanes.map((lane) => lane.name).join(', ')}`)
  process.exit(1)
}
const results = runAll(names.length === 0 ? lanes : lanes.filter((lane) => names.includes(lane.name)))
printTimes(results)
const total = { passed: sum(results, 'passed'), failed: sum(results, 'failed'), skipped: sum(results, 'skipped') }
console.log(inWords(total))
if (total.failed > 0) process.exitCode = 1
