import { type Box, pageIn, type Plane, tiltOf } from './plane.js'
import { mostBytes, shrink } from './shrink.js'

/** How a picture is put right. */
export interface Setting {
  /** Quarter turns, clockwise, beside what the camera noted itself. */
  readonly turns: number
  /** Degrees taken back. */
  readonly tilt: number
  readonly box: Box | null
  /** Grey with more contrast: text reads better and weighs less. */
  readonly grey: boolean
}

/** A picture of a page put right. */
export interface Straightened {
  readonly blob: Blob
  readonly setting: Setting
}

/** Enough to see lines and edges by. */
const smallSide = 600

/** Reads a picture with the turn its camera noted; null for what is no picture a browser can show. */
export async function readPicture(file: Blob): Promise<HTMLImageElement | null> {
  if (!/^image\/(jpeg|png|webp|bmp)$/.test(file.type)) return null
  const address = URL.createObjectURL(file)
  const image = new Image()
  image.src = address
  try {
    await image.decode()
    return image.naturalWidth > 1 && image.naturalHeight > 1 ? image : null
  } catch {
    return null
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** What would put the picture right, turned by hand so many quarters. */
export function settingFor(image: HTMLImageElement, turns: number, grey: boolean): Setting {
  const tilt = tiltOf(planeOf(drawn(image, { turns, tilt: 0, box: null, grey: false }, smallSide)))
  const box = pageIn(planeOf(drawn(image, { turns, tilt, box: null, grey: false }, smallSide)))
  return { turns, tilt, box, grey }
}

/** Draws it so and writes it as small as it stays readable. */
export async function straighten(image: HTMLImageElement, setting: Setting): Promise<Straightened> {
  const { box } = setting
  const share = box === null ? 1 : Math.max(box.width, box.height)
  const longest = Math.round(Math.max(image.naturalWidth, image.naturalHeight) * share)
  const { blob } = await shrink(longest, (longSide, quality) => written(drawn(image, setting, longSide), quality))
  return { blob, setting }
}

/** Nothing is to be put right, and it fits the line: such a picture goes as it is, and nobody is asked. */
export function isFine(file: Blob, { turns, tilt, box, grey }: Setting): boolean {
  return file.size <= mostBytes && turns % 4 === 0 && tilt === 0 && box === null && !grey
}

function drawn(image: HTMLImageElement, { turns, tilt, box, grey }: Setting, longSide: number): HTMLCanvasElement {
  const isOnSide = turns % 2 !== 0
  const [width, height] = isOnSide ? [image.naturalHeight, image.naturalWidth] : [image.naturalWidth, image.naturalHeight]
  const cut = box ?? { left: 0, top: 0, width: 1, height: 1 }
  const scale = Math.min(1, longSide / Math.max(width * cut.width, height * cut.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * cut.width * scale))
  canvas.height = Math.max(1, Math.round(height * cut.height * scale))
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('this browser draws nothing')
  pen.fillStyle = tilt === 0 ? '#fff' : cornerColour(image)
  pen.fillRect(0, 0, canvas.width, canvas.height)
  if (grey) pen.filter = 'grayscale(1) contrast(1.25) brightness(1.05)'
  pen.imageSmoothingQuality = 'high'
  pen.scale(scale, scale)
  pen.translate(width / 2 - width * cut.left, height / 2 - height * cut.top)
  pen.rotate(((turns % 4) * Math.PI) / 2 - (tilt * Math.PI) / 180)
  pen.drawImage(image, -image.naturalWidth / 2, -image.naturalHeight / 2)
  return canvas
}

/** What shows where a turned picture has no corners: the colour its own corner has. */
function cornerColour(image: HTMLImageElement): string {
  const canvas = document.createElement('canvas')
  canvas.width = 1
  canvas.height = 1
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  pen?.drawImage(image, 0, 0, image.naturalWidth / 50, image.naturalHeight / 50, 0, 0, 1, 1)
  const [red = 255, green = 255, blue = 255] = pen?.getImageData(0, 0, 1, 1).data ?? []
  return `rgb(${red}, ${green}, ${blue})`
}

function planeOf(canvas: HTMLCanvasElement): Plane {
  const { width, height } = canvas
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('this browser draws nothing')
  const { data } = pen.getImageData(0, 0, width, height)
  const light = new Uint8ClampedArray(width * height)
  // Weights of the eye (ITU-R BT.601).
  for (let at = 0; at < light.length; at += 1)
    light[at] = 0.299 * (data[at * 4] ?? 0) + 0.587 * (data[at * 4 + 1] ?? 0) + 0.114 * (data[at * 4 + 2] ?? 0)
  return { width, height, light }
}

function written(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('the picture could not be written')) : resolve(blob)),
      'image/jpeg',
      quality,
    )
  })
}
