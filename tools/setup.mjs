// Pre-step of every command: brings a clean checkout to where programs and tests run, and does nothing the second time.
// Usage: node tools/setup.mjs [nats] [chromium] [faketime]   (what the command needs beyond packages and build)

import { build, buildPages, generateCode } from './setup/build.mjs'
import { installCommands } from './setup/debian.mjs'
import { withLock } from './setup/lock.mjs'
import { installPackages } from './setup/packages.mjs'
import { SetupFailure } from './setup/run.mjs'
import { provideSqlite } from './setup/sqlite.mjs'

const commands = { nats: 'nats-server', chromium: 'chromium', faketime: 'faketime' }

/** In order. Each answers what it did in a word or two. */
const stages = [
  ['system', (parts) => installCommands(parts.map((part) => commands[part]))],
  ['packages', installPackages],
  ['sqlite', provideSqlite],
  ['codegen', generateCode],
  ['pages', buildPages],
  ['build', build],
]

async function setUp(parts) {
  for (const [name, stage] of stages) {
    const startMs = performance.now()
    process.stderr.write(`set-up: ${name.padEnd(9)}`)
    const done = await stage(parts)
    process.stderr.write(`${done.padEnd(12)}${((performance.now() - startMs) / 1000).toFixed(1)} s\n`)
  }
}

const parts = process.argv.slice(2)
const unknown = parts.filter((part) => !(part in commands))
try {
  if (unknown.length > 0) {
    throw new SetupFailure(`unknown part: ${unknown.join(', ')}; known: ${Object.keys(commands).join(', ')}`)
  }
  await withLock(() => setUp(parts))
} catch (error) {
  if (!(error instanceof SetupFailure)) throw error
  process.stderr.write(`\nset-up failed: ${error.message}\n`)
  process.exitCode = 1
}
