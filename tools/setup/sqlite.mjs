import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { installCommands } from './debian.mjs'
import { root, run } from './run.mjs'
import { onceFor } from './stamp.mjs'

const packageFolder = 'node_modules/better-sqlite3'
const library = `${packageFolder}/build/Release/better_sqlite3.node`

/**
 * better-sqlite3 is compiled where no ready binary can be had, which takes minutes; the result is kept in the user's cache
 * folder for other checkouts, and used only if it loads.
 */
export function provideSqlite() {
  const key = cacheKey()
  let how = 'unchanged'
  onceFor({ name: 'sqlite', inputs: [{ word: key }], output: library }, () => {
    how = provide(join(cacheFolder(), `better-sqlite3-${key}.node`))
  })
  return how
}

function provide(cached) {
  const target = join(root, library)
  if (loads()) return keep(target, cached, 'kept')
  if (existsSync(cached)) {
    copy(cached, target)
    if (loads()) return 'from cache'
  }
  installCommands(['python3', 'make', 'g++'])
  rmSync(join(root, packageFolder, 'build'), { recursive: true, force: true })
  run('npm', ['rebuild', 'better-sqlite3', '--ignore-scripts=false'])
  return keep(target, cached, 'compiled')
}

function keep(target, cached, how) {
  copy(target, cached)
  return how
}

/** In a process of its own: a library that does not fit may take its process down. */
function loads() {
  try {
    run(process.execPath, ['-e', `new (require('better-sqlite3'))(':memory:').close()`])
    return true
  } catch {
    return false
  }
}

/** Through a file beside it, so that a second set-up never sees half of it. */
function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  const half = `${to}.${process.pid}`
  copyFileSync(from, half)
  renameSync(half, to)
}

function cacheKey() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const { version, integrity } = lock.packages[packageFolder]
  const content = integrity
    .replace(/^sha512-/, '')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, 16)
  return [version, content, `abi${process.versions.modules}`, process.platform, process.arch].join('-')
}

function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'liandong')
}
