import type { Bag } from '../../site/bags/bag.js'
import { html, type Html } from '../print/html.js'
import { barcodeSvg } from './code128.js'

/** Village, township, county: who gives and who takes at each. */
const HOPS = 3

/** 原件交接单: goes with the bag; each hop is signed, and scanned on arrival. */
export function bagSlip({ bag, from, to, lines }: Bag): Html {
  const bars: Html = { kind: 'html', text: barcodeSvg(bag) }
  const rows = lines.map(
    ({ number, itemName, materialName }, index) => html`<tr><td class="n">${index + 1}</td>
<td class="n"><span class="box"></span></td><td>${materialName}<br><span class="note">${itemName}</span></td><td class="w">${number}</td></tr>`,
  )
  const hops = Array.from(
    { length: HOPS },
    (_, hop) => html`<tr><td class="n">${hop + 1}</td><td></td><td></td><td class="s"></td></tr>`,
  )
  return html`<h1>原件交接单</h1>
<div class="codes"><div class="bar">${bars}<p class="under">${bag}</p></div></div>
<p class="lead">${from.name} 交 ${to.name},共 ${lines.length} 件</p>
<table><thead><tr><th class="n">序号</th><th class="n">清点</th><th>原件</th><th class="w">办件编号</th></tr></thead><tbody>${rows}</tbody></table>
<h2>交接签名<small>每交一手,扫一次码、签一次名;少了的当面写明</small></h2>
<table><thead><tr><th class="n">次</th><th>交出人</th><th>接收人</th><th class="s">时间</th></tr></thead><tbody>${hops}</tbody></table>`
}
