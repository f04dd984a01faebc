import type { Material } from '../../domain/item.js'
import type { Booklet, BookletItem, BookletPerson } from '../../site/catalogue-print/booklet.js'
import { HOTLINE } from '../../site/catalogue-print/contacts.js'
import { html, type Html } from './html.js'
import { brokenLines, contactsHtml, facts } from './parts.js'
import { hoursText, promiseText, weekdaysText } from './words.js'

/** 服务手册 of one station. */
export function bookletBody(booklet: Booklet): Html {
  const { place, closed, handled, byProxy, asked } = booklet
  return html`<h1>${place.name}<small>便民服务手册</small></h1>
${closed === null ? null : html`<p class="lead"><strong>${closed.from} 至 ${closed.to} 暂停服务${closed.standIn === null ? '' : `,请到${closed.standIn}办理`}</strong></p>`}
${facts(whoAndWhen(booklet))}
${handledPart(handled)}
${proxyPart(byProxy)}
${askedPart(asked)}
<p>代办不收费。代办员只帮您收件、送件、取件,不替审批机关作决定;需要您委托的,请签代办服务委托书。</p>`
}

function whoAndWhen({ place, people, above }: Booklet): readonly (readonly [string, Html | string | null])[] {
  const hours = hoursText(place.hours)
  return [
    ['开门时间', hours.length === 0 ? '请先电话联系' : brokenLines(hours)],
    ['站点电话', place.phone === null ? null : html`<span class="tel">${place.phone}</span>`],
    ['代办员', people.length === 0 ? '暂缺,请拨打 12345' : html`${people.map(personHtml)}`],
    [
      '上级中心',
      html`${above.map(({ name, phone }, index) => html`${index > 0 && html`<br>`}${name}${phone !== null && html` <span class="tel">${phone}</span>`}`)}`,
    ],
    ['咨询热线', contactsHtml([HOTLINE])],
  ]
}

function personHtml({ name, phone, weekdays, standIn }: BookletPerson, index: number): Html {
  const days = weekdays.length === 0 ? '' : `(${weekdaysText(weekdays)}值班)`
  return html`${index > 0 && html`<br>`}${name}${standIn && '(替班)'}${days} ${phone === null ? '电话见站点' : html`<span class="tel">${phone}</span>`}`
}

function handledPart(items: readonly BookletItem[]): Html {
  return section(
    '一、村里就能办',
    '当场登记或出具,不用出村',
    items,
    html`<th class="n">序号</th><th>事项</th><th class="w">要带什么</th><th class="m">多久办好</th>`,
    ({ item }) => html`<td>${item.name}</td><td class="w">${papersText(item)}</td><td class="m">${promiseText(item)}</td>`,
  )
}

function proxyPart(items: readonly BookletItem[]): Html {
  return section(
    '二、村里帮您代办',
    '材料交到站里,由代办员送审、取回',
    items,
    html`<th class="n">序号</th><th>事项</th><th class="w">要带什么</th><th class="m">谁来审批</th><th class="s">多久办好</th>`,
    ({ item, organName }) =>
      html`<td>${item.name}</td><td class="w">${papersText(item)}</td><td class="m">${organName ?? ''}</td><td class="s">${promiseText(item)}</td>`,
  )
}

function askedPart(items: readonly BookletItem[]): Html {
  return section(
    '三、村里能问、要到外面办',
    '去之前先打电话,少跑冤枉路',
    items,
    html`<th class="n">序号</th><th>事项</th><th>到哪里办</th><th class="w">问谁</th>`,
    ({ item, organName, hallName, contacts }) =>
      html`<td>${item.name}</td><td>${organName ?? ''}${hallName !== null && html`<br>${hallName}`}</td><td class="w">${contactsHtml(contacts)}</td>`,
  )
}

function section(
  title: string,
  hint: string,
  items: readonly BookletItem[],
  head: Html,
  cells: (item: BookletItem) => Html,
): Html {
  const heading = html`<h2>${title} <small>${hint}(${items.length} 项)</small></h2>`
  if (items.length === 0) return html`${heading}<p>暂无。</p>`
  const rows = items.map((item, index) => html`<tr><td class="n">${index + 1}</td>${cells(item)}</tr>`)
  return html`${heading}<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`
}

/** Names that fit a line of the booklet; where answers decide, the written list does. */
function papersText({ materials, scenarioGroups }: BookletItem['item']): string {
  const always = new Set(scenarioGroups.flatMap(({ options }) => options.flatMap((option) => option.materials)))
  const asked = materials.filter(
    ({ id, necessity, format }) => necessity === 'required' && format !== 'automatic' && !always.has(id),
  )
  const names = asked.map((material) => `${material.name}${countShort(material)}`).join('、')
  const more = always.size > 0 ? '按情形另需的,请索取一次性告知清单' : ''
  return [names, more].filter((part) => part !== '').join(';') || '不用带材料'
}

/** One original is what everybody brings. */
function countShort({ originals, copies }: Material): string {
  if (originals > 1) return `(原件 ${originals} 份${copies > 0 ? `、复印件 ${copies} 份` : ''})`
  if (copies === 0) return ''
  return originals === 1 ? `(另带复印件 ${copies} 份)` : `(复印件 ${copies} 份)`
}
