import { mkdirSync, renameSync } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Hash } from '../../domain/values.js'
import type { Secrets } from '../secrets/secrets.js'
import { hashBytes, hashHex } from '../../wire/hash.js'
import type { Connection } from '../file/connection.js'
import { type BlobFolder, diskFault } from './blob-folder.js'
import type { BlobJournal } from './blob-journal.js'
import { HEAD_BYTES, headOf, keyOfFile, openSegment, SEGMENT_BYTES, sealSegment, STEP_BYTES } from './sealed-file.js'

/** Whether the file is sealed by another key than the one that writes now; false where it is gone. */
export async function isOldFile(path: string, secrets: Secrets): Promise<boolean> {
  try {
    return await using(path, 'r', async (file) => keyOfFile(await piece(file, 0, HEAD_BYTES)) !== secrets.activeId)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw diskFault(path, cause)
  }
}

/** A paper's file, and where it is written anew before it takes the old one's place. */
export interface OldFile {
  readonly hash: Hash
  readonly path: string
  readonly newPath: string
  /** Asked in the moment before the new file takes the old one's place: a paper erased meanwhile must not come back. */
  readonly isStillHere: () => boolean
}

/**
 * Seals a file by the key that writes now, a segment at a time and off the event loop, whatever its size. A crash leaves the
 * old file or the new one, each whole.
 */
export async function resealFile({ hash, path, newPath, isStillHere }: OldFile, secrets: Secrets): Promise<void> {
  try {
    await using(path, 'r', (from) => using(newPath, 'w', (to) => copySealed(hash, from, to, secrets)))
    if (!isStillHere()) return await rm(newPath, { force: true })
    mkdirSync(dirname(path), { recursive: true })
    renameSync(newPath, path)
    if (process.platform !== 'win32') await using(dirname(path), 'r', (folder) => folder.sync())
  } catch (cause) {
    await rm(newPath, { force: true })
    if ((cause as NodeJS.ErrnoException).code === undefined) throw cause
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw diskFault(hash, cause)
  }
}

async function copySealed(hash: Hash, from: FileHandle, to: FileHandle, secrets: Secrets): Promise<void> {
  const { size } = await from.stat()
  const [old, active] = [keyOfFile(await piece(from, 0, HEAD_BYTES)) ?? '', secrets.activeId]
  await to.write(headOf(active))
  const last = Math.ceil((size - HEAD_BYTES) / STEP_BYTES) - 1
  for (let index = 0; index <= last; index += 1) {
    const segment = { hash, index, isLast: index === last }
    const sealed = await piece(from, HEAD_BYTES + index * STEP_BYTES, STEP_BYTES)
    await to.write(Buffer.concat(sealSegment(secrets, active, segment, openSegment(secrets, old, segment, sealed))))
  }
  await to.sync()
}

async function piece(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.min(length, SEGMENT_BYTES + STEP_BYTES))
  const { bytesRead } = await file.read(buffer, 0, length, at)
  return buffer.subarray(0, bytesRead)
}

async function using<T>(path: string, flags: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags, 0o600)
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}

/** What sealing all papers anew needs of its store. */
export interface ResealPapersHost {
  readonly db: () => Connection
  readonly secrets: Secrets
  readonly journal: () => BlobJournal
  readonly folder: BlobFolder
  readonly transact: <T>(work: () => T) => T
  /** Moves what is in the journal, so that no batch under way brings an old file. */
  readonly settle: () => Promise<void>
}

const PAGE = 64

/** Seals all papers by the key that writes now; yields how many of the next few were sealed by another. */
export async function* resealPapers(host: ResealPapersHost): AsyncGenerator<number> {
  await host.settle()
  for (let count = PAGE; count === PAGE; ) {
    count = host.transact(() => host.journal().reseal(PAGE))
    yield count
  }
  const page = 'SELECT key, hash FROM blob WHERE key > ? ORDER BY key LIMIT ?'
  for (let after = 0; ; ) {
    const rows: { key: number; hash: Buffer }[] = host
      .db()
      .prepare<[number, number], { key: number; hash: Buffer }>(page)
      .all(after, PAGE)
    const last = rows.at(-1)
    if (last === undefined) return
    for (const { hash } of rows) yield await resealOne(host, hashHex(hash))
    after = last.key
  }
}

async function resealOne({ folder, secrets, journal, db }: ResealPapersHost, hash: Hash): Promise<number> {
  const paths = folder.pathsOf(hash)
  if (journal().size(hash) !== null || !(await isOldFile(paths.path, secrets))) return 0
  const isStillHere = () => db().prepare('SELECT 1 FROM blob WHERE hash = ?').get(hashBytes(hash)) !== undefined
  await resealFile({ hash, ...paths, isStillHere }, secrets)
  return 1
}
