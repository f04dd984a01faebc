import encodeQR from 'qr'
import { titleOf } from '../../domain/documents/kinds.js'
import { receiptText } from '../../domain/documents/receipt-code.js'
import { filledIn, type Line } from '../../domain/documents/template.js'
import type { ListedPaper, PrintedDocument } from '../../site/documents/facts.js'
import { html, type Html } from '../print/html.js'
import { barcodeSvg } from './code128.js'

/** One document: heading, barcode and QR, the county's words with its lists, and who signs. */
export function documentBody(document: PrintedDocument): Html {
  const { text, values, number } = document
  const lines = filledIn(text.text, values)
  const version = text.version === 0 ? '通用文本' : `本县文本第 ${text.version} 版`
  return html`<h1>${titleOf(text.kind)}</h1>
${number === null ? null : codes(document)}
${lines.map((line, index) => lineHtml(document, line, index))}
${signatures(document)}
<p class="version">${version}</p>`
}

/** The number as bars for any scanner; in the QR all that reopens the case. */
function codes({ number, code, values }: PrintedDocument): Html | null {
  if (number === null) return null
  const queryCode = code?.queryCode ?? null
  const bars: Html = { kind: 'html', text: barcodeSvg(number) }
  return html`<div class="codes"><div class="bar">${bars}<p class="under">${number}</p>
${values.get('查询码') === undefined || queryCode === null ? null : html`<p class="code">查询码 ${queryCode}</p>`}</div>
${code === null ? null : html`<div class="qr">${qr(receiptText(code))}</div>`}</div>`
}

/** Worn paper loses up to fifteen parts in a hundred. */
function qr(text: string): Html {
  return { kind: 'html', text: encodeQR(text, 'svg', { ecc: 'medium', border: 2 }) }
}

const SEAL = /专用章|^\d{4}年\d{1,2}月\d{1,2}日$/

function lineHtml(document: PrintedDocument, line: Line, index: number): Html {
  if (line.kind === 'heading') return html`<h2>${line.text}</h2>`
  if (line.kind === 'block') return block(document, line.name)
  const look = SEAL.test(line.text) ? 'words seal' : index === 0 ? 'words first' : 'words'
  return html`<p class="${look}">${line.text}</p>`
}

function block({ papers, asked, rota }: PrintedDocument, name: string): Html {
  if (name === '材料清单') return papersTable(papers)
  const rows = name === '补正清单' ? asked : rota
  if (rows.length === 0) return html`<p>暂无。</p>`
  return html`<ol>${rows.map((row) => html`<li>${row}</li>`)}</ol>`
}

function papersTable(papers: readonly ListedPaper[]): Html {
  if (papers.length === 0) return html`<p>没有收取材料。</p>`
  const rows = papers.map(
    (paper, index) => html`<tr><td class="n">${index + 1}</td><td>${paper.name}</td><td class="q">${sheets(paper)}</td></tr>`,
  )
  return html`<table><thead><tr><th class="n">序号</th><th>材料</th><th class="q">份数</th></tr></thead><tbody>${rows}</tbody></table>`
}

function sheets({ originals, copies, scan }: ListedPaper): string {
  const parts = [
    ...(originals > 0 ? [`原件 ${originals} 份`] : []),
    ...(copies > 0 ? [`复印件 ${copies} 份`] : []),
    ...(scan ? ['已扫描'] : []),
  ]
  return parts.join('、')
}

const signs = {
  receipt: ['交件人:', '收件人:', '日期:'],
  acceptance: ['签收人:', '日期:'],
  supplement: ['被告知人:', '告知人:', '日期:'],
  'non-acceptance': ['签收人:', '日期:'],
  delivery: ['领取人签名:', '送达人签名:', '日期:'],
  mandate: ['委托人签名(按手印):', '站点经手人:', '日期:'],
} as const

function signatures({ text }: PrintedDocument): Html {
  return html`<div class="sign">${signs[text.kind].map((name) => html`<span>${name}</span>`)}</div>`
}
