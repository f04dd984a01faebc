import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../domain/fault.js'
import type { Hash } from '../../domain/values.js'

/** Where papers' files lie: on disk, or in memory for simulations. Whole files are synced when a method returns. */
export interface BlobFiles {
  /** Keeps a whole file under its hash. */
  write(hash: Hash, file: Uint8Array): void
  /** Size of a whole file; null when it is not here. */
  size(hash: Hash): number | null
  read(hash: Hash, offset: number, length: number): Buffer
  /** Bytes of a file on its way in. */
  partSize(hash: Hash): number
  readPart(hash: Hash): Buffer
  /** Appends where the part ends; at any other offset nothing happens. Returns where the part ends now. */
  appendPart(hash: Hash, offset: number, data: Uint8Array): number
  /** The part is whole: keeps it under its hash, or drops it (false) when its bytes are not what the hash names. */
  completePart(hash: Hash): boolean
  dropPart(hash: Hash): void
  erase(hash: Hash): void
  list(): Hash[]
  listParts(): Hash[]
  /** Removes what a crash left of files that were being written and had no name yet. */
  dropUnnamed(): void
}

const HASH_NAME = /^[0-9a-f]{64}$/
const NEW_NAME = /^[0-9a-f]{64}\.new$/
/** Read at once while a file is hashed: fast, and small beside the heap of a station. */
const STEP_BYTES = 1024 * 1024

/** One file per paper, in 256 folders by the first two digits of its hash. */
export class DiskBlobFiles implements BlobFiles {
  readonly #folder: string
  readonly #parts: string

  constructor(folder: string) {
    this.#folder = folder
    this.#parts = join(folder, 'part')
    onDisk('blobs', () => mkdirSync(this.#parts, { recursive: true }))
  }

  write(hash: Hash, file: Uint8Array): void {
    onDisk(hash, () => {
      const part = this.#part(`${hash}.new`)
      writeSynced(part, 'w', 0, file)
      this.#moveIn(part, hash)
    })
  }

  size(hash: Hash): number | null {
    return onDisk(hash, () => statSync(this.#whole(hash), { throwIfNoEntry: false })?.size ?? null)
  }

  read(hash: Hash, offset: number, length: number): Buffer {
    return onDisk(hash, () => readPiece(this.#whole(hash), offset, length))
  }

  partSize(hash: Hash): number {
    return onDisk(hash, () => statSync(this.#part(hash), { throwIfNoEntry: false })?.size ?? 0)
  }

  readPart(hash: Hash): Buffer {
    return onDisk(hash, () => readFileSync(this.#part(hash)))
  }

  appendPart(hash: Hash, offset: number, data: Uint8Array): number {
    return onDisk(hash, () => {
      const file = openSync(this.#part(hash), 'a')
      try {
        const size = fstatSync(file).size
        return size === offset ? size + writeSync(file, data) : size
      } finally {
        closeSync(file)
      }
    })
  }

  completePart(hash: Hash): boolean {
    return onDisk(hash, () => {
      const part = this.#part(hash)
      if (hashOfFile(part) !== hash) {
        rmSync(part, { force: true })
        return false
      }
      sync(part)
      this.#moveIn(part, hash)
      return true
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

  #whole(hash: Hash): string {
    return join(this.#folder, hash.slice(0, 2), hash)
  }

  #part(name: string): string {
    return join(this.#parts, name)
  }
}

function writeSynced(path: string, flags: string, position: number, data: Uint8Array): void {
  const file = openSync(path, flags)
  try {
    for (let done = 0; done < data.byteLength; ) done += writeSync(file, data, done, data.byteLength - done, position + done)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
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

function readPiece(path: string, offset: number, length: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const piece = Buffer.allocUnsafe(Math.max(0, Math.min(length, fstatSync(file).size - offset)))
    let done = 0
    while (done < piece.length) {
      const count = readSync(file, piece, done, piece.length - done, offset + done)
      if (count === 0) break
      done += count
    }
    return piece.subarray(0, done)
  } finally {
    closeSync(file)
  }
}

function hashOfFile(path: string): Hash {
  const file = openSync(path, 'r')
  try {
    const hash = createHash('sha256')
    const step = Buffer.allocUnsafe(STEP_BYTES)
    for (let count = readSync(file, step); count > 0; count = readSync(file, step)) hash.update(step.subarray(0, count))
    return hash.digest('hex')
  } finally {
    closeSync(file)
  }
}

/** Runs something on the disk and says what went wrong in the words of the catalogue. */
function onDisk<T>(about: string, run: () => T): T {
  try {
    return run()
  } catch (cause) {
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
