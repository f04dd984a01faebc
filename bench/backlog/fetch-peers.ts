import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Compiled benches lie in `.setup/bench/bench`, so these are the repository's own folder of peers and a cache beside the compiled code. */
const wanted = fileURLToPath(new URL('../../../../bench/peers', import.meta.url))
const cache = fileURLToPath(new URL('../../../peers', import.meta.url))

const files = ['package.json', 'package-lock.json'] as const

/** Fetches the pinned peers into the cache unless they are there; answers the file their modules are required from. */
export function fetchPeers(): string {
  if (!isFetched()) {
    process.stderr.write('bench: fetching the peers\n')
    mkdirSync(cache, { recursive: true })
    // The manifest goes last but one: a fetch that was cut off is not taken for a complete one.
    for (const file of files) copyFileSync(join(wanted, file), join(cache, file))
    install()
  }
  return join(cache, 'package.json')
}

function isFetched(): boolean {
  const installed = join(cache, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return false
  return files.every((file) => readFileSync(join(wanted, file), 'utf8') === readFileSync(join(cache, file), 'utf8'))
}

/** `install`, not `ci`: npm leaves other platforms' optional packages out of a lock, and `ci` then refuses it. Nothing here needs a script. */
function install(): void {
  const { status } = spawnSync('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: cache,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error('the peers could not be fetched')
}
