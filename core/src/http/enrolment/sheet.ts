import encodeQR from 'qr'
import type { ShownCode } from '../../site/enrolment/codes.js'
import { showCode } from '../../wire/doors/code.js'

/** What every machine of a sheet is told. */
export interface SheetHead {
  /** Address the machine dials. */
  readonly address: string
  /** The mark of the network's authority. */
  readonly authority: string
  readonly gateway: string
}

/** What stands in a code's QR: the same three words as in print, for a camera. */
export function qrText({ address, authority }: SheetHead, code: string): string {
  return `liandong-enrol:1?parent=${encodeURIComponent(address)}&code=${showCode(code)}&authority=${authority}`
}

/** A page to print on A4 and to carry to the stations: one code a strip, to be cut apart. It exists only in this answer, whose policy names `nonce`. */
export function sheetPage(head: SheetHead, codes: readonly ShownCode[], nonce: string): string {
  const strips = codes.map((code) => strip(head, code)).join('\n')
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>入网码 ${text(head.gateway)}</title>
<style nonce="${nonce}">
  @page { size: A4; margin: 12mm }
  body { font: 12pt/1.5 sans-serif; margin: 0; color: #000 }
  section { display: flex; gap: 8mm; border-bottom: 1px dashed #666; padding: 6mm 0; break-inside: avoid }
  svg { width: 36mm; height: 36mm; flex: none }
  h2 { margin: 0; font-size: 14pt }
  dl { display: grid; grid-template-columns: 22mm 1fr; margin: 2mm 0 0; gap: 1mm 3mm }
  dd { margin: 0; font-family: monospace; font-size: 13pt }
</style>
${strips}
</html>
`
}

function strip(head: SheetHead, { site, name, code, expiresMs }: ShownCode): string {
  return `<section>${encodeQR(qrText(head, code), 'svg')}<div>
<h2>${text(name)} <small>${text(site)}</small></h2>
<dl>
<dt>上级地址</dt><dd>${text(head.address)}</dd>
<dt>网络指纹</dt><dd>${text(head.authority)}</dd>
<dt>入网码</dt><dd>${showCode(code)}</dd>
<dt>有效至</dt><dd>${new Date(expiresMs + CHINA_MS).toISOString().slice(0, 16).replace('T', ' ')}</dd>
</dl>
</div></section>`
}

/** Sheets are read in China. */
const CHINA_MS = 8 * 3_600_000

function text(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
