import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Hash } from '../../domain/values.js'
import { diskFault } from './blob-folder.js'
import type { JournalEntry } from './blob-journal.js'

/** Of the four threads Node has for files: names are looked up and pages read beside it. */
const AT_ONCE = 2

/** Writes many papers' files off the event loop. Only when all three steps are done are the files safe. */
export class BatchFiles {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Writes and syncs each file under a name of its own among the parts; begins no further one once told to stop. */
  async write(batch: readonly JournalEntry[], isStopped: () => boolean): Promise<void> {
    const waiting = [...batch]
    const work = async () => {
      for (let entry = waiting.shift(); entry !== undefined && !isStopped(); entry = waiting.shift()) await this.#writeOne(entry)
    }
    const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work))
    const failed = ended.find((end) => end.status === 'rejected')
    if (failed === undefined) return
    this.drop(batch)
    throw failed.reason
  }

  /** Gives all of them their names, at once: nothing appears in the folder after the store was closed. */
  name(batch: readonly JournalEntry[]): void {
    for (const { hash } of batch) {
      try {
        const folder = this.#folderOf(hash)
        mkdirSync(folder, { recursive: true })
        renameSync(this.#newFile(hash), join(folder, hash))
      } catch (cause) {
        throw diskFault(hash, cause)
      }
    }
  }

  /** Syncs each folder a name was put into once, and the folder of folders. */
  async sync(batch: readonly JournalEntry[]): Promise<void> {
    const folders = new Set([...batch.map(({ hash }) => this.#folderOf(hash)), this.#folder])
    for (const folder of folders) await syncFolder(folder)
  }

  /** Removes what was written and has no name yet. */
  drop(batch: readonly JournalEntry[]): void {
    for (const { hash } of batch) rmSync(this.#newFile(hash), { force: true })
  }

  async #writeOne({ hash, bytes }: JournalEntry): Promise<void> {
    try {
      const file = await open(this.#newFile(hash), 'w')
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
    } catch (cause) {
      throw diskFault(hash, cause)
    }
  }

  #folderOf(hash: Hash): string {
    return join(this.#folder, hash.slice(0, 2))
  }

  #newFile(hash: Hash): string {
    return join(this.#folder, 'part', `${hash}.new`)
  }
}

/** Windows syncs names of files by itself and refuses to open a folder. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  try {
    const folder = await open(path, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  } catch (cause) {
    throw diskFault(path, cause)
  }
}
