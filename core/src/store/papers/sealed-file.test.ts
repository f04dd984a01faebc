import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { randomBytesOf, sha256Hex } from '../../wire/hash.js'
import { temporaryFolder } from '../history.testing.js'
import { memoryRing, newKey } from '../secrets/key-ring.js'
import { Secrets } from '../secrets/secrets.js'
import { Blobs } from './blobs.js'
import { composeBlob } from './blob-format.js'
import { filesIn, filesWith } from './journal.testing.js'
import { HEAD_BYTES, keyOfFile, openedSize, openRange, sealedBytes, sealFile, SEGMENT_BYTES, STEP_BYTES } from './sealed-file.js'

const secrets = new Secrets(memoryRing)
const damaged = expect.objectContaining({ code: 'store/damaged' })
const [one, two] = [sha256Hex('one'), sha256Hex('two')]

describe('a sealed file', () => {
  test.each([1, 16, SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 3 * SEGMENT_BYTES, 200_000])(
    'of %i bytes gives back any piece of them, and its size',
    (size) => {
      const plain = randomBytesOf(size)
      const sealed = sealFile(secrets, one, plain)
      expect(openedSize(sealed.length)).toBe(size)
      const ranges = [
        [0, size],
        [0, 1],
        [size - 1, 5],
        [size + 3, 5],
        [SEGMENT_BYTES - 3, 7],
        [SEGMENT_BYTES, SEGMENT_BYTES],
      ] as const
      for (const [offset, length] of ranges)
        expect(openRange(secrets, one, sealedBytes(sealed), offset, length)).toEqual(plain.subarray(offset, offset + length))
    },
  )

  test('names algorithm and key at its head and shows nothing else; the same bytes never look the same', () => {
    const sealed = sealFile(secrets, one, Buffer.from('身份证'))
    expect(sealed.toString('latin1', 0, HEAD_BYTES)).toBe(`LDSEAL1\naes-256-gcm\n${memoryRing[0].id}\n`)
    expect(keyOfFile(sealed)).toBe(memoryRing[0].id)
    expect(keyOfFile(Buffer.from('LDBLOB1\nplain'))).toBeNull()
    expect(sealed.includes('身份证')).toBe(false)
    expect(sealFile(secrets, one, Buffer.from('身份证'))).not.toEqual(sealed)
  })

  test('serves in no other paper’s place', () => {
    const sealed = sealFile(secrets, one, Buffer.from('x'))
    expect(() => openRange(secrets, two, sealedBytes(sealed), 0, 1)).toThrow(damaged)
  })

  test('whose segments changed places, or of which the last is gone, is refused', () => {
    const sealed = sealFile(secrets, one, Buffer.alloc(3 * SEGMENT_BYTES, 7))
    const piece = (index: number) => sealed.subarray(HEAD_BYTES + index * STEP_BYTES, HEAD_BYTES + (index + 1) * STEP_BYTES)
    const head = sealed.subarray(0, HEAD_BYTES)
    const swapped = Buffer.concat([head, piece(1), piece(0), piece(2)])
    expect(() => openRange(secrets, one, sealedBytes(swapped), 0, 1)).toThrow(damaged)
    const cut = Buffer.concat([head, piece(0), piece(1)])
    expect(() => openRange(secrets, one, sealedBytes(cut), SEGMENT_BYTES, 1)).toThrow(damaged)
  })

  test('of which one bit is another is refused wherever that bit is', () => {
    const sealed = sealFile(secrets, one, Buffer.from('content'))
    for (const at of [HEAD_BYTES - 2, HEAD_BYTES, HEAD_BYTES + 14, sealed.length - 1]) {
      const other = Buffer.from(sealed)
      other[at] = (other[at] ?? 0) ^ 1
      expect(() => openRange(secrets, one, sealedBytes(other), 0, 7)).toThrow(damaged)
    }
  })

  test('is closed to another key', () => {
    const sealed = sealFile(new Secrets([newKey()]), one, Buffer.from('x'))
    expect(() => openRange(secrets, one, sealedBytes(sealed), 0, 1)).toThrow(damaged)
  })
})

test('a paper on its way in lies sealed from its first byte on, and goes on where whole segments end', () => {
  using folder = temporaryFolder()
  const marked = Buffer.concat([Buffer.alloc(SEGMENT_BYTES, '王'), Buffer.from('planted scan bytes'), Buffer.alloc(90_000, 2)])
  const file = composeBlob({ content: marked, mediaType: 'image/png' }, Buffer.alloc(16, 1))
  const hash = sha256Hex(file)
  const first = new Blobs(filesIn(folder.path))
  first.appendPart(hash, 0, file.subarray(0, 2 * SEGMENT_BYTES + 10))
  expect(filesWith(folder.path, 'planted')).toEqual([])
  const again = new Blobs(filesIn(folder.path))
  expect(again.partSize(hash)).toBe(2 * SEGMENT_BYTES)
  again.appendPart(hash, 2 * SEGMENT_BYTES, file.subarray(2 * SEGMENT_BYTES))
  expect([again.completePart(hash), again.readBlob(hash).content.equals(marked)]).toEqual([true, true])
  expect([filesWith(folder.path, 'planted'), readdirSync(join(folder.path, 'part'))]).toEqual([[], []])
})

test('a part of which a segment was torn is fetched again', () => {
  using folder = temporaryFolder()
  const file = composeBlob({ content: randomBytesOf(200_000), mediaType: 'image/png' }, Buffer.alloc(16, 1))
  const hash = sha256Hex(file)
  new Blobs(filesIn(folder.path)).appendPart(hash, 0, file.subarray(0, 2 * SEGMENT_BYTES + 10))
  const path = join(folder.path, 'part', hash)
  const torn = readFileSync(path)
  torn.fill(0, HEAD_BYTES + 100, HEAD_BYTES + 200)
  writeFileSync(path, torn)
  const again = new Blobs(filesIn(folder.path))
  again.appendPart(hash, 2 * SEGMENT_BYTES, file.subarray(2 * SEGMENT_BYTES))
  expect([again.completePart(hash), existsSync(path), again.partSize(hash)]).toEqual([false, false, 0])
})
