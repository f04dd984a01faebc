import Database from 'better-sqlite3'
import { Fault } from '../../domain/fault.js'

/** Held for the life of the process; the operating system lets go of it even after SIGKILL. */
export interface StoreLock {
  release(): void
}

/** Keeps every other process, and another store of this one, out of the folder. */
export function takeLock(path: string): StoreLock {
  const db = new Database(path, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    db.close()
    throw new Fault('store/in-use', path, cause)
  }
  return { release: () => db.close() }
}
