/** Lightness of a picture made small, 0 black to 255 white, row by row. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly light: ArrayLike<number>
}

/** A part of a picture, as fractions of its width and height. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** A page held by hand tilts less; a scene without lines may seem to tilt by anything. */
const mostTilt = 10
const coarse = 1
const fine = 0.25
/** Lines have to stand out from the average direction by so much, or nothing is turned. */
const clear = 1.12
/** More points say nothing more. */
const mostPoints = 20_000
/** Steps of lightness that are an edge. */
const edge = 40

/** Degrees, clockwise, by which lines of text and edges of the page tilt; 0 where they do not say so plainly. */
export function tiltOf(plane: Plane): number {
  const points = edgesOf(plane)
  if (points.length < 200) return 0
  const coarseTilts = range(-mostTilt, mostTilt, coarse)
  const scores = coarseTilts.map((degrees) => sharpness(points, plane, degrees))
  const best = coarseTilts[scores.indexOf(Math.max(...scores))] ?? 0
  const average = scores.reduce((sum, score) => sum + score, 0) / scores.length
  if (Math.max(...scores) < average * clear || Math.abs(best) === mostTilt) return 0
  const near = range(best - coarse, best + coarse, fine)
  const nearScores = near.map((degrees) => sharpness(points, plane, degrees))
  const found = near[nearScores.indexOf(Math.max(...nearScores))] ?? best
  return Math.abs(found) < fine * 2 ? 0 : found
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step)
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Where light changes from row to row: what lies along a line of text or the edge of a page. */
function edgesOf({ width, height, light }: Plane): readonly Point[] {
  const all: Point[] = []
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 0; x < width; x += 1) {
      const step = (light[(y + 1) * width + x] ?? 0) - (light[(y - 1) * width + x] ?? 0)
      if (Math.abs(step) > edge) all.push({ x, y })
    }
  const every = Math.max(1, Math.ceil(all.length / mostPoints))
  return all.filter((_, index) => index % every === 0)
}

/** How much the points gather on lines of that tilt: sum of squares over lines. */
function sharpness(points: readonly Point[], { width, height }: Plane, degrees: number): number {
  const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  const lines = new Uint32Array(width + height + 2)
  const shift = Math.ceil(width * Math.abs(sine))
  for (const { x, y } of points) {
    const at = Math.round(y * cosine - x * sine) + shift
    lines[at] = (lines[at] ?? 0) + 1
  }
  return lines.reduce((sum, count) => sum + count * count, 0)
}

/** A page fills so much of a picture at least; one that fills nearly all of it needs no cutting. */
const leastPage = 0.25
const wholePage = 0.97
/** Paper is that much lighter than what it lies on. */
const apart = 45
/** Rows and columns count as page where half of the fullest one's light lies in them. */
const half = 0.5

/** The light page on its darker ground; null where there is none to be sure of. */
export function pageIn(plane: Plane): Box | null {
  const { width, height, light } = plane
  const threshold = thresholdOf(light)
  const columns = Array.from({ length: width }, () => 0)
  const rows = Array.from({ length: height }, () => 0)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if ((light[y * width + x] ?? 0) > threshold) {
        columns[x] = (columns[x] ?? 0) + 1
        rows[y] = (rows[y] ?? 0) + 1
      }
  const [left, right] = spanOf(columns)
  const [top, bottom] = spanOf(rows)
  const box = { left, top, right, bottom }
  const share = ((right - left) * (bottom - top)) / (width * height)
  if (share < leastPage || share > wholePage) return null
  if (meanIn(plane, box, true) - meanIn(plane, box, false) < apart) return null
  return { left: left / width, top: top / height, width: (right - left) / width, height: (bottom - top) / height }
}

interface Cut {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

function spanOf(counts: readonly number[]): readonly [number, number] {
  const least = Math.max(...counts) * half
  const first = counts.findIndex((count) => count > least)
  const last = counts.length - [...counts].reverse().findIndex((count) => count > least)
  return first < 0 ? [0, counts.length] : [first, last]
}

function meanIn({ width, height, light }: Plane, { left, top, right, bottom }: Cut, inside: boolean): number {
  let [sum, count] = [0, 0]
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const isInside = x >= left && x < right && y >= top && y < bottom
      if (isInside === inside) {
        sum += light[y * width + x] ?? 0
        count += 1
      }
    }
  return count === 0 ? 255 : sum / count
}

/** The lightness that parts dark from light best (Otsu 1979). */
function thresholdOf(light: ArrayLike<number>): number {
  const counts = Array.from({ length: 256 }, () => 0)
  let total = 0
  for (let at = 0; at < light.length; at += 1) {
    const value = Math.round(light[at] ?? 0)
    counts[value] = (counts[value] ?? 0) + 1
    total += value
  }
  let [best, bestBetween, dark, darkSum] = [127, -1, 0, 0]
  counts.forEach((count, value) => {
    dark += count
    darkSum += count * value
    const bright = light.length - dark
    if (dark === 0 || bright === 0) return
    const between = dark * bright * (darkSum / dark - (total - darkSum) / bright) ** 2
    if (between > bestBetween) [best, bestBetween] = [value, between]
  })
  return best
}
