import { describe, expect, test } from 'vitest'
import { pageIn, type Plane, tiltOf } from './plane.js'

const width = 400
const height = 560

/** Lightness by place, as a small picture. */
function painted(at: (x: number, y: number) => number): Plane {
  const light = new Uint8ClampedArray(width * height)
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) light[y * width + x] = at(x, y)
  return { width, height, light }
}

/** Lines of text, turned clockwise about the middle by so many degrees. */
function text(degrees: number, ground = 240): Plane {
  const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  return painted((x, y) => {
    const [dx, dy] = [x - width / 2, y - height / 2]
    const [column, row] = [dx * cosine + dy * sine, dy * cosine - dx * sine]
    const isInk = ((row % 24) + 24) % 24 < 9 && Math.abs(column) < 150 && Math.abs(row) < 220 && Math.floor(column / 7) % 4 !== 0
    return isInk ? 40 : ground
  })
}

/** A sheet on a table. */
function sheet(left: number, top: number, right: number, bottom: number, table = 90): Plane {
  return painted((x, y) =>
    x >= left && x < right && y >= top && y < bottom ? ((y >> 3) % 3 === 0 && x % 5 < 2 ? 60 : 235) : table,
  )
}

describe('the tilt of a page', () => {
  test.each([-7, -3.5, 2, 5.25])('of %s degrees is found to half a degree', (degrees) => {
    expect(Math.abs(tiltOf(text(degrees)) - degrees)).toBeLessThanOrEqual(0.5)
  })

  test('is none where lines stand straight, and where there are no lines', () => {
    expect(tiltOf(text(0))).toBe(0)
    expect(tiltOf(painted(() => 200))).toBe(0)
    // Noise without a direction, the same at each run.
    expect(tiltOf(painted((x, y) => ((x * 7919 + y * 104_729 + x * y * 31) % 251) + 2))).toBe(0)
  })
})

describe('the page in a picture', () => {
  test('is cut out of a darker table', () => {
    const box = pageIn(sheet(60, 80, 330, 470))
    expect(box?.left).toBeCloseTo(60 / width, 1)
    expect(box?.top).toBeCloseTo(80 / height, 1)
    expect(box?.width).toBeCloseTo(270 / width, 1)
    expect(box?.height).toBeCloseTo(390 / height, 1)
  })

  test.each([
    ['fills the picture', sheet(0, 0, width, height)],
    ['is a small card somewhere', sheet(150, 200, 250, 280)],
    ['lies on a ground as light as itself', sheet(60, 80, 330, 470, 215)],
    ['is not there at all', painted(() => 128)],
  ])('is left whole where it %s', (_how, plane) => {
    expect(pageIn(plane)).toBeNull()
  })
})
