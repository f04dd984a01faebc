import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../setup/run.mjs'

/** Far beyond every lane's budget: ends a lane that hangs. */
const longestLaneMs = 20 * 60_000

/** Runs a lane in full view and answers what its runner reports: `{ passed, failed, skipped }`. */
export function runLane({ command: [program, ...args], report }) {
  if (report !== undefined) rmSync(join(root, report), { force: true })
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', timeout: longestLaneMs })
  const counts = report === undefined ? { passed: 0, failed: 0, skipped: 0 } : readCounts(join(root, report))
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

function readCounts(path) {
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 }
  return countTests(JSON.parse(readFileSync(path, 'utf8')))
}

/** Of vitest's report. A file that could not be loaded counts as one failure, and so does a lane that ran nothing. */
export function countTests(report) {
  const unloadable = report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some(hasFailed))
  const passed = report.numPassedTests
  const failed = report.numFailedTests + unloadable.length
  const ranNothing = passed + failed === 0
  return { passed, failed: ranNothing ? 1 : failed, skipped: report.numPendingTests + report.numTodoTests }
}

function hasFailed(assertion) {
  return assertion.status === 'failed'
}
