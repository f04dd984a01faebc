import type { CardRead, Devices } from './devices.js'

/** People nobody ever was, of the county's code; the last character of each number checks out. */
const villagers: readonly CardRead[] = [
  { name: '练习·王秀英', number: numbered('37112219560312402'), address: '练习镇练习村 1 号' },
  { name: '练习·李建国', number: numbered('37112219780924101'), address: '练习镇练习村 2 号' },
  { name: '练习·张小梅', number: numbered('37112219950701502'), address: '练习镇练习村 3 号' },
]

/** With its check character (GB 11643-1999). */
function numbered(first: string): string {
  const sum = Array.from(first).reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0)
  return first + '10X98765432'.charAt(sum % 11)
}

let shown = 0

/** Devices for practice and tests: a card is put on at once, a page lies a little askew on a table, somebody signs. */
export const simulatedDevices: Devices = {
  reader: {
    read: async () => {
      const card = villagers[shown % villagers.length]
      shown += 1
      if (card === undefined) throw new Error('nobody was invented')
      return card
    },
  },
  camera: { takePage: () => drawn(1_800, 2_400, drawPage) },
  pad: { sign: () => drawn(600, 240, drawSignature) },
}

function drawn(width: number, height: number, draw: (pen: CanvasRenderingContext2D) => void): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  if (pen !== null) draw(pen)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('nothing was drawn')) : resolve(blob)), 'image/png')
  })
}

function drawPage(pen: CanvasRenderingContext2D): void {
  pen.fillStyle = '#5c4a3a'
  pen.fillRect(0, 0, 1_800, 2_400)
  pen.translate(900, 1_200)
  pen.rotate((3 * Math.PI) / 180)
  pen.fillStyle = '#fbfaf5'
  pen.fillRect(-700, -1_000, 1_400, 2_000)
  pen.fillStyle = '#222'
  pen.font = '40px sans-serif'
  for (let line = 0; line < 28; line += 1) pen.fillText('练习材料 这一页是程序画的 没有真人的内容', -600, -880 + line * 64)
}

function drawSignature(pen: CanvasRenderingContext2D): void {
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, 600, 240)
  pen.strokeStyle = '#111'
  pen.lineWidth = 8
  pen.beginPath()
  pen.moveTo(60, 160)
  pen.bezierCurveTo(160, 20, 220, 230, 320, 90)
  pen.bezierCurveTo(380, 40, 440, 220, 540, 110)
  pen.stroke()
}
