/** What a page of a counter may weigh before it queues for the line: 300 KB. */
export const mostBytes = 300_000

/** Longest side of A4 at 200, 175 and 150 dots an inch: below, small print cannot be read any more. */
const sides = [2_339, 2_047, 1_754] as const
const qualities = [0.8, 0.68, 0.56, 0.46, 0.36] as const

/** One way to write a picture, and what it came to. */
export interface Written {
  readonly blob: Blob
  readonly longSide: number
}

/**
 * The best of the readable ways that fits: as many dots as fit at a fair quality, then fewer dots, never below 150 an inch. Where
 * none fits the smallest readable one, which is larger than was asked for.
 */
export async function shrink(longest: number, write: (longSide: number, quality: number) => Promise<Blob>): Promise<Written> {
  let smallest: Written | null = null
  for (const side of sides) {
    const longSide = Math.min(side, longest)
    for (const quality of qualities) {
      const written = { blob: await write(longSide, quality), longSide }
      if (written.blob.size <= mostBytes) return written
      if (smallest === null || written.blob.size < smallest.blob.size) smallest = written
      // So far off that the next steps down cannot reach it.
      if (side !== sides[2] && written.blob.size > mostBytes * 4) break
    }
    if (longSide === longest && longest < sides[2]) break
  }
  if (smallest === null) throw new Error('a picture without a way to write it')
  return smallest
}
