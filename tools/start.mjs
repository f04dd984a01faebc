// The demonstration city: npm start [-- --once] [-- --fresh] [-- --data DIR].
//   npm start             opens (or makes) the city below .liandong/demo, plays new cases, stays up until Ctrl-C
//   npm start -- --fresh  throws that city away and starts over
//   npm start -- --once   a new city in a temporary folder on free ports; ends with 0, or otherwise when anything differs

import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const quiet = { cwd: root, stdio: ['ignore', 2, 'inherit'] }

for (const step of [
  ['tools/setup.mjs', 'nats'],
  ['node_modules/typescript/bin/tsc', '-p', 'tools/demo'],
]) {
  const { status } = spawnSync(process.execPath, step, quiet)
  if (status !== 0) process.exit(status ?? 1)
}

// The terminal sends Ctrl-C to both; the demonstration closes the city and its exit code is the answer.
process.on('SIGINT', () => {})
const demo = spawn(process.execPath, ['.setup/demo/main.js', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
process.on('SIGTERM', () => demo.kill('SIGTERM'))
demo.on('exit', (code) => process.exit(code ?? 1))
