/* Sizes of pictures as their heads state them; null where no size is stated. Nothing is drawn. */

/** Width times height in the first chunk (PNG, 11.2.2). */
export function pixelsOfPng(content: Buffer): number | null {
  if (content.length < 24 || content.toString('latin1', 12, 16) !== 'IHDR') return null
  return content.readUInt32BE(16) * content.readUInt32BE(20)
}

/** Segments before the scan are few; a comment may be as long as 64 KiB. */
const MAX_SEGMENTS = 2_000

/** Width times height in the frame header (ITU-T T.81, B.2.2). */
export function pixelsOfJpeg(content: Buffer): number | null {
  let at = 2
  for (let segment = 0; segment < MAX_SEGMENTS && at + 9 <= content.length; segment += 1) {
    if (content[at] !== 0xff) return null
    const marker = content[at + 1] ?? 0
    // Fill bytes may stand before any marker.
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (isFrameHead(marker)) return content.readUInt16BE(at + 5) * content.readUInt16BE(at + 7)
    const length = content.readUInt16BE(at + 2)
    if (marker === 0xda || length < 2) return null
    at += 2 + length
  }
  return null
}

/** SOF0 to SOF15 without the tables that stand between them: DHT, JPG, DAC. */
function isFrameHead(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}
