import { deflateSync } from 'node:zlib'

/* Papers as small as they come, for tests. */

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')

/** The head of a picture of that size, and something behind it; told apart by `text`. */
export function pngOf(width: number, height: number, text = ''): Buffer {
  const head = Buffer.alloc(25)
  head.writeUInt32BE(13, 0)
  head.write('IHDR', 4, 'latin1')
  head.writeUInt32BE(width, 8)
  head.writeUInt32BE(height, 12)
  return Buffer.concat([SIGNATURE, head, Buffer.from(text)])
}

/** A scan told apart by what is written on it. */
export function scanOf(text: string): Buffer {
  return pngOf(10, 10, text)
}

export function jpegOf(width: number, height: number): Buffer {
  const head = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0001108', 'hex')
  const size = Buffer.alloc(4)
  size.writeUInt16BE(height, 0)
  size.writeUInt16BE(width, 2)
  return Buffer.concat([head, size, Buffer.alloc(20)])
}

export interface ZippedFile {
  readonly name: string
  readonly content?: Buffer
  /** What the directory says instead of the truth. */
  readonly unpacked?: number
  readonly flags?: number
}

/** A zip of those files, each deflated. */
export function zipOf(files: readonly ZippedFile[]): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content = Buffer.from('x'), unpacked = content.length, flags = 0 } of files) {
    const packed = deflateSync(content).subarray(2, -4)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(flags, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(unpacked, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const entry = Buffer.concat([Buffer.from('504b0304', 'hex'), fields, Buffer.from(name), packed])
    const at = Buffer.alloc(14)
    at.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), fields, at, Buffer.from(name)]))
    local.push(entry)
    offset += entry.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  Buffer.from('504b0506', 'hex').copy(end)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, listed, end])
}
