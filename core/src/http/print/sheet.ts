import { html, type Html, typeset } from './html.js'

/** Where and as of when a page was made; every print says so. */
export interface PrintedBy {
  readonly place: string
  readonly asOfMs: number
}

export interface Sheet {
  readonly title: string
  readonly large: boolean
  /** The same page in the other type size, for the screen. */
  readonly otherSize: string
  readonly printed: PrintedBy
  /** 小票: 80 mm wide, in type that villagers read; A4 when absent. */
  readonly slip?: boolean
  /** Shown on the screen alone, above the sheet. */
  readonly tools?: Html | null
  readonly body: Html
}

/** A whole page: no script, its style in a file of its own, nothing from elsewhere. */
export function sheet({ title, large, otherSize, printed, slip = false, tools = null, body }: Sheet): string {
  const kind = slip ? 'slip' : large ? 'large' : ''
  const page = html`<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/print/print.css">
</head>
<body${kind === '' ? null : html` class="${kind}"`}>
<nav class="tools">按 Ctrl+P 打印;${slip ? null : html`<a href="${otherSize}">${large ? '换普通字号' : '换大字号'}</a>`}${tools}</nav>
${body}
<footer>${printed.place}提供 · 内容截至 ${momentOf(printed.asOfMs)} · 政务服务便民热线 <span class="tel">12345</span></footer>
</body>
</html>
`
  return `<!doctype html>\n${typeset(page).text}`
}

/** 2026年3月2日 10:00, in China. */
function momentOf(ms: number): string {
  const local = new Date(ms + 8 * 3_600_000)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${local.getUTCFullYear()}年${local.getUTCMonth() + 1}月${local.getUTCDate()}日`
  return `${day} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`
}
