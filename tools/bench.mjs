// A measurement beside its floor and its peer: npm run bench -- accept|backlog|visible|footprint|search|catalogue|handshakes|sign-in|paint [--json] [--quick] [--runs N] [--only TEXT].
// Everything but the report goes to stderr, so that `--json` can be read by a program.

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

const steps = [
  ['tools/setup.mjs', 'nats'],
  ['node_modules/typescript/bin/tsc', '-p', 'bench'],
  ['.setup/bench/bench/main.js', ...process.argv.slice(2)],
]

for (const [index, step] of steps.entries()) {
  const stdout = index === steps.length - 1 ? 'inherit' : 2
  const { status } = spawnSync(process.execPath, step, { cwd: root, stdio: ['ignore', stdout, 'inherit'] })
  if (status !== 0) process.exit(status ?? 1)
}
