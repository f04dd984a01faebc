/** What somebody typed, and what has to stand beside it so that it is a paper of the case. */
export interface TypedPaper {
  readonly title: string
  readonly number: string
  readonly text: string
  /** Who wrote it where and when, as it is shown. */
  readonly signed: string
}

const WIDTH = 1000
const MARGIN = 60
const LINE = 46
const FONT = "'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
const BODY = `30px ${FONT}`

/**
 * Draws words as a page, since an opinion is a paper of the case and no event holds free text. Nobody has to print and scan
 * what a keyboard can say. A PNG of some ten kilobytes.
 */
export async function drawTyped({ title, number, text, signed }: TypedPaper): Promise<Blob> {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('this browser draws nothing')
  pen.font = BODY
  const lines = text.split('\n').flatMap((line) => wrapped(pen, line))
  canvas.width = WIDTH
  canvas.height = MARGIN * 3 + LINE * (lines.length + 3)
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = '#000'
  pen.font = `bold 38px ${FONT}`
  pen.fillText(title, MARGIN, MARGIN + 20)
  pen.font = `24px ${FONT}`
  pen.fillText(number, MARGIN, MARGIN + 20 + LINE)
  pen.font = BODY
  for (const [at, line] of lines.entries()) pen.fillText(line, MARGIN, MARGIN * 2 + LINE * (at + 2))
  pen.font = `24px ${FONT}`
  pen.fillText(signed, MARGIN, canvas.height - MARGIN / 2)
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => (blob === null ? fail(new Error('nothing was drawn')) : done(blob)), 'image/png')
  })
}

/** Chinese breaks anywhere; a line is as long as the page is wide. */
function wrapped(pen: CanvasRenderingContext2D, line: string): string[] {
  const lines = ['']
  for (const letter of line) {
    const now = lines[lines.length - 1] ?? ''
    if (pen.measureText(now + letter).width > WIDTH - MARGIN * 2) lines.push(letter)
    else lines[lines.length - 1] = now + letter
  }
  return lines
}
