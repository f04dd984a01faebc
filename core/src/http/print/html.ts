/** HTML that is safe to send: only `html` makes it, and whatever is put into it is escaped. */
export interface Html {
  readonly kind: 'html'
  readonly text: string
}

type Piece = Html | string | number | null | false | readonly Piece[]

/** A template whose values are texts: they are escaped, unless they are HTML already; null and false are nothing. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  const text = parts.map((part, index) => part + textOf(pieces[index] ?? null)).join('')
  return { kind: 'html', text }
}

function textOf(piece: Piece): string {
  if (piece === null || piece === false) return ''
  if (typeof piece === 'string') return escaped(piece)
  if (typeof piece === 'number') return String(piece)
  if ('kind' in piece) return piece.text
  return piece.map(textOf).join('')
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it may stand between tags and in quoted attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '')
}

/** Lines of a text, each on its own. */
export function linesOf(text: string): Html {
  return html`${text.split(/\r?\n/).map((line, index) => (index === 0 ? html`${line}` : html`<br>${line}`))}`
}

/** Between Chinese characters signs take a character's width, as official papers have it; tags stay as they are. */
export function typeset({ text }: Html): Html {
  const wide = (run: string) => run.replace(AFTER_CHINESE, (sign) => WIDE[sign] ?? sign).replace(BRACKETS, '\uff08$1\uff09')
  return { kind: 'html', text: text.replace(/>[^<]+/g, wide) }
}

const CHINESE = '\\u3001-\\u303f\\u4e00-\\u9fff\\uff00-\\uffef\\u201c\\u201d\\u00d7'
const AFTER_CHINESE = new RegExp(`(?<=[${CHINESE})])[,;:]`, 'g')
const BRACKETS = new RegExp(`\\((?=[^()]*[${CHINESE}])([^()]*)\\)`, 'g')
const WIDE: Readonly<Record<string, string>> = { ',': '\uff0c', ';': '\uff1b', ':': '\uff1a' }
