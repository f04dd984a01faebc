import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from './run.mjs'

const lock = join(root, '.setup', 'lock')
const retryAfterMs = 100

/** Two commands may start at once in one checkout; the second waits for the first one's set-up. */
export async function withLock(work) {
  mkdirSync(dirname(lock), { recursive: true })
  while (!take()) await sleep(retryAfterMs)
  try {
    await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (!ownerIsAlive()) rmSync(lock, { force: true })
    return false
  }
}

/** A set-up that was killed leaves its lock; a lock just being written has no number yet. */
function ownerIsAlive() {
  try {
    const owner = readFileSync(lock, 'utf8')
    if (owner !== '') process.kill(Number(owner), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
