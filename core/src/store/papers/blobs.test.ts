import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sha256Hex } from '../../wire/hash.js'
import { temporaryFolder } from '../history.testing.js'
import { filesIn } from './journal.testing.js'
import { composeBlob, MAX_BLOB_BYTES, MAX_CONTENT_BYTES, parseBlob } from './blob-format.js'
import { openedSize, SEGMENT_BYTES } from './sealed-file.js'
import { Blobs } from './blobs.js'
import { MemoryBlobFiles } from './memory-blob-files.js'

const salt = Buffer.alloc(16, 7)
const scan = Buffer.from('a scan')

describe('a paper’s file', () => {
  test('has the layout of the specification', () => {
    const file = composeBlob({ content: scan, mediaType: 'image/png' }, salt)
    const head = Buffer.concat([Buffer.from('LDBLOB1\nplain+sha256\n'), salt, Buffer.from([0, 9]), Buffer.from('image/png')])
    expect(file.equals(Buffer.concat([head, scan]))).toBe(true)
    expect(parseBlob(file)).toEqual({ mediaType: 'image/png', content: scan })
  })

  test.each([
    ['empty', Buffer.alloc(0), 'image/png', 'paper/empty'],
    ['of 51 MB', Buffer.alloc(51 * 1024 * 1024), 'image/png', 'paper/too-large'],
    ['of one byte too many', Buffer.alloc(MAX_CONTENT_BYTES + 1), 'image/png', 'paper/too-large'],
    ['without a media type', scan, '', 'input/invalid'],
    ['with a line end in its media type', scan, 'image/png\nx', 'input/invalid'],
    ['with an endless media type', scan, `image/${'p'.repeat(300)}`, 'input/invalid'],
  ])('that would be %s is refused', (_name, content, mediaType, code) => {
    expect(() => composeBlob({ content, mediaType }, salt)).toThrow(expect.objectContaining({ code }))
  })

  test('of the largest content is written, and no larger one comes in', () => {
    const largest = composeBlob({ content: Buffer.alloc(MAX_CONTENT_BYTES), mediaType: 'image/png' }, salt)
    expect(largest.length).toBeLessThanOrEqual(MAX_BLOB_BYTES)
    const blobs = new Blobs(new MemoryBlobFiles())
    expect(() => blobs.appendPart('a'.repeat(64), MAX_BLOB_BYTES - 5, Buffer.alloc(6))).toThrow(
      expect.objectContaining({ code: 'paper/too-large' }),
    )
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['something else', Buffer.from('%PDF-1.7 and so on, long enough to hold a header of ours')],
    ['a header alone', composeBlob({ content: scan, mediaType: 'image/png' }, salt).subarray(0, -scan.length)],
    [
      'a media type longer than the file',
      Buffer.concat([Buffer.from('LDBLOB1\nplain+sha256\n'), salt, Buffer.from([255, 255, 65])]),
    ],
  ])('that holds %s is refused', (_name, file) => {
    expect(() => parseBlob(file)).toThrow(expect.objectContaining({ code: 'input/invalid' }))
  })
})

describe.each([
  ['on disk', (path: string) => filesIn(join(path, 'blobs'))],
  ['in memory', () => new MemoryBlobFiles()],
])('papers %s', (_where, make) => {
  test('are read back, whole and in pieces, under a name that tells nothing of the content', () => {
    using folder = temporaryFolder()
    const blobs = new Blobs(make(folder.path))
    const one = blobs.putBlob(scan, 'image/png')
    const two = blobs.putBlob(scan, 'image/png')
    expect(one.hash).not.toBe(two.hash)
    expect(blobs.readBlob(one.hash)).toEqual({ mediaType: 'image/png', content: scan })
    expect(blobs.size(one.hash)).toBe(one.sizeBytes)
    const whole = blobs.readRange(one.hash, 0, 1e6)
    expect([sha256Hex(whole), whole.length]).toEqual([one.hash, one.sizeBytes])
    expect(blobs.readRange(one.hash, one.sizeBytes - 4, 100).toString()).toBe('scan')
    expect(blobs.readRange(one.hash, one.sizeBytes + 4, 100)).toHaveLength(0)
    expect(blobs.list().sort()).toEqual([one.hash, two.hash].sort())
    blobs.erase(one.hash)
    expect([blobs.size(one.hash), blobs.list()]).toEqual([null, [two.hash]])
    expect(() => blobs.readBlob(one.hash)).toThrow(expect.objectContaining({ code: 'paper/not-held' }))
  })

  test('come in by chunks, going on where they were cut', () => {
    using folder = temporaryFolder()
    const files = make(folder.path)
    const file = composeBlob({ content: Buffer.alloc(200_000, 3), mediaType: 'image/png' }, salt)
    const hash = sha256Hex(file)
    const first = new Blobs(files)
    expect(first.partSize(hash)).toBe(0)
    const cut = 2 * SEGMENT_BYTES
    expect(first.appendPart(hash, 0, file.subarray(0, cut + 1))).toBe(cut + 1)
    const second = new Blobs(files instanceof MemoryBlobFiles ? new MemoryBlobFiles(files.snapshot()) : make(folder.path))
    const kept = second.partSize(hash)
    expect([cut, cut + 1]).toContain(kept)
    expect([second.listParts(), second.size(hash)]).toEqual([[hash], null])
    expect(second.appendPart(hash, 0, file.subarray(0, cut))).toBe(kept)
    expect(second.appendPart(hash, kept + 1000, file.subarray(kept + 1000))).toBe(kept)
    expect(second.appendPart(hash, kept, file.subarray(kept))).toBe(file.length)
    expect(second.completePart(hash)).toBe(true)
    expect([second.listParts(), second.partSize(hash)]).toEqual([[], 0])
    expect(second.readBlob(hash).content).toHaveLength(200_000)
  })

  test('that are not what their name says are dropped, and may be fetched anew', () => {
    using folder = temporaryFolder()
    const blobs = new Blobs(make(folder.path))
    const file = composeBlob({ content: scan, mediaType: 'image/png' }, salt)
    const hash = sha256Hex(file)
    blobs.appendPart(hash, 0, Buffer.alloc(file.length))
    expect(blobs.completePart(hash)).toBe(false)
    expect([blobs.size(hash), blobs.partSize(hash)]).toEqual([null, 0])
    blobs.appendPart(hash, 0, file)
    expect(blobs.completePart(hash)).toBe(true)
    blobs.appendPart('a'.repeat(64), 0, Buffer.from('x'))
    blobs.dropPart('a'.repeat(64))
    expect(blobs.listParts()).toEqual([])
  })
})

describe('a file on disk', () => {
  test('lies in a folder by the first digits of its name, whole or not at all', () => {
    using folder = temporaryFolder()
    const blobs = new Blobs(filesIn(folder.path))
    const { hash, sizeBytes } = blobs.putBlob(scan, 'image/png')
    const path = join(folder.path, hash.slice(0, 2), hash)
    expect(openedSize(statSync(path).size)).toBe(sizeBytes)
    expect(readFileSync(path).includes('scan')).toBe(false)
    expect(readdirSync(join(folder.path, 'part'))).toEqual([])
  })

  test('that was changed or cut is named when it is read', () => {
    using folder = temporaryFolder()
    const blobs = new Blobs(filesIn(folder.path))
    const { hash } = blobs.putBlob(scan, 'image/png')
    const path = join(folder.path, hash.slice(0, 2), hash)
    truncateSync(path, statSync(path).size - 1)
    expect(() => blobs.readBlob(hash)).toThrow(expect.objectContaining({ code: 'store/damaged' }))
  })

  test('that lies beside the papers is no paper', () => {
    using folder = temporaryFolder()
    const files = filesIn(folder.path)
    writeFileSync(join(folder.path, 'part', 'notes.txt'), 'x')
    const { hash } = new Blobs(files).putBlob(scan, 'image/png')
    writeFileSync(join(folder.path, hash.slice(0, 2), 'notes.txt'), 'x')
    expect([files.list(), files.listParts()]).toEqual([[hash], []])
    expect(existsSync(join(folder.path, 'part', 'notes.txt'))).toBe(true)
  })
})
