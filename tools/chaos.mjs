// Attacks on a city of real processes: npm run chaos -- --attacks. The last line is `attacks: N, refused: N`; the exit code is not 0
// unless every attack was tried and refused. Each attack is a test under test/process/attacks, or one of those named here.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const attacks = ['test/process/attacks/', 'test/process/nats-strangers.test.ts']

if (!process.argv.includes('--attacks')) {
  console.error('npm run chaos -- --attacks')
  process.exit(2)
}

run(['tools/setup.mjs', 'nats'])
const { passed, failed } = judge()
console.log(`attacks: ${passed.length + failed.length}, refused: ${passed.length}`)
if (failed.length > 0 || passed.length === 0) process.exitCode = 1

function run(args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 'inherit'] })
  return status ?? 1
}

/** What became of each, from the runner's own report; a file that could not be run is an attack that was not refused. */
function judge() {
  const folder = mkdtempSync(join(tmpdir(), 'liandong-chaos-'))
  const report = join(folder, 'report.json')
  try {
    const options = ['--project', 'process', '--reporter=json', `--outputFile=${report}`]
    run(['node_modules/vitest/vitest.mjs', 'run', ...options, ...attacks])
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
    const results = testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.length === 0 ? [{ status: 'failed', fullName: relative(root, name) }] : assertionResults,
    )
    for (const { status, fullName } of results) console.log(`${status === 'passed' ? 'refused' : 'NOT REFUSED'}  ${fullName}`)
    return {
      passed: results.filter(({ status }) => status === 'passed'),
      failed: results.filter(({ status }) => status !== 'passed'),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
