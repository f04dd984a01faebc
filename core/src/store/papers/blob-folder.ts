import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../domain/fault.js'
import type { Hash } from '../../domain/values.js'
import type { SealedSource } from './sealed-file.js'

const HASH_NAME = /^[0-9a-f]{64}$/
const NEW_NAME = /^[0-9a-f]{64}\.new$/

/** The folder of papers' files, as they lie there: sealed. One file per paper, in 256 folders by the first two digits of its hash. */
export class BlobFolder {
  readonly #folder: string
  readonly #parts: string

  constructor(folder: string) {
    this.#folder = folder
    this.#parts = join(folder, 'part')
    onDisk('blobs', () => mkdirSync(this.#parts, { recursive: true }))
  }

  /** Keeps a whole file under its name, or puts it in the place of the one there; synced when this returns. */
  write(hash: Hash, file: Uint8Array): void {
    onDisk(hash, () => {
      const part = this.#part(`${hash}.new`)
      writeSynced(part, file)
      this.#moveIn(part, hash)
    })
  }

  /** Size of a whole file; null when it is not here. */
  size(hash: Hash): number | null {
    return onDisk(hash, () => statSync(this.#whole(hash), { throwIfNoEntry: false })?.size ?? null)
  }

  read(hash: Hash, offset: number, length: number): Buffer {
    return this.use(hash, ({ read }) => read(offset, length))
  }

  /** Opens a whole file once for several pieces. */
  use<T>(hash: Hash, work: (file: SealedSource) => T): T {
    return onDisk(hash, () => useFile(this.#whole(hash), work))
  }

  partSize(hash: Hash): number {
    return onDisk(hash, () => statSync(this.#part(hash), { throwIfNoEntry: false })?.size ?? 0)
  }

  usePart<T>(hash: Hash, work: (file: SealedSource) => T): T {
    return onDisk(hash, () => useFile(this.#part(hash), work))
  }

  /** Puts bytes at the offset of a part, making it when it is not there; what lay behind goes. Not synced. */
  writePart(hash: Hash, offset: number, data: Uint8Array): void {
    onDisk(hash, () => {
      const file = openSync(this.#part(hash), offset === 0 ? 'w' : 'r+')
      try {
        ftruncateSync(file, offset)
        writeAll(file, offset, data)
      } finally {
        closeSync(file)
      }
    })
  }

  /** The part is whole: synced, and under its name. */
  completePart(hash: Hash): void {
    onDisk(hash, () => {
      sync(this.#part(hash))
      this.#moveIn(this.#part(hash), hash)
    })
  }

  dropPart(hash: Hash): void {
    onDisk(hash, () => rmSync(this.#part(hash), { force: true }))
  }

  erase(hash: Hash): void {
    onDisk(hash, () => rmSync(this.#whole(hash), { force: true }))
  }

  list(): Hash[] {
    return onDisk('blobs', () =>
      readdirSync(this.#folder)
        .filter((name) => name.length === 2)
        .flatMap((name) => readdirSync(join(this.#folder, name)))
        .filter((name) => HASH_NAME.test(name)),
    )
  }

  listParts(): Hash[] {
    return onDisk('blobs', () => readdirSync(this.#parts).filter((name) => HASH_NAME.test(name)))
  }

  /** Removes what a crash left of files that were being written and had no name yet. */
  dropUnnamed(): void {
    onDisk('blobs', () => {
      for (const name of readdirSync(this.#parts)) if (NEW_NAME.test(name)) rmSync(this.#part(name), { force: true })
    })
  }

  #moveIn(part: string, hash: Hash): void {
    const folder = join(this.#folder, hash.slice(0, 2))
    const isNew = !existsSync(folder)
    mkdirSync(folder, { recursive: true })
    renameSync(part, this.#whole(hash))
    sync(folder)
    if (isNew) sync(this.#folder)
  }

  /** Where a whole file lies, and where it is written anew. */
  pathsOf(hash: Hash): { readonly path: string; readonly newPath: string } {
    return { path: this.#whole(hash), newPath: this.#part(`${hash}.new`) }
  }

  #whole(hash: Hash): string {
    return join(this.#folder, hash.slice(0, 2), hash)
  }

  #part(name: string): string {
    return join(this.#parts, name)
  }
}

function writeSynced(path: string, data: Uint8Array): void {
  const file = openSync(path, 'w')
  try {
    writeAll(file, 0, data)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function writeAll(file: number, position: number, data: Uint8Array): void {
  for (let done = 0; done < data.byteLength; ) done += writeSync(file, data, done, data.byteLength - done, position + done)
}

/** Windows syncs names of files by itself and refuses to open a folder. */
function sync(path: string): void {
  if (process.platform === 'win32' && statSync(path).isDirectory()) return
  const file = openSync(path, process.platform === 'win32' ? 'r+' : 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function useFile<T>(path: string, work: (file: SealedSource) => T): T {
  const file = openSync(path, 'r')
  try {
    const sizeBytes = fstatSync(file).size
    return work({ sizeBytes, read: (offset, length) => readPiece(file, offset, Math.min(length, sizeBytes - offset)) })
  } finally {
    closeSync(file)
  }
}

function readPiece(file: number, offset: number, length: number): Buffer {
  const piece = Buffer.allocUnsafe(Math.max(0, length))
  let done = 0
  while (done < piece.length) {
    const count = readSync(file, piece, done, piece.length - done, offset + done)
    if (count === 0) break
    done += count
  }
  return piece.subarray(0, done)
}

/** Runs something on the disk and says what went wrong in the words of the catalogue. */
function onDisk<T>(about: string, run: () => T): T {
  try {
    return run()
  } catch (cause) {
    if (cause instanceof Fault) throw cause
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw new Fault('paper/not-held', about, cause)
    throw diskFault(about, cause)
  }
}

/** What the disk said, in the words of the catalogue. */
export function diskFault(about: string, cause: unknown): Fault {
  const code = (cause as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Fault('store/full', about, cause)
  return new Fault('store/failed', `${about}: ${code ?? ''}`, cause)
}
