import type { Contact } from '../../site/catalogue-print/contacts.js'
import { html, type Html } from './html.js'

/** A table of names and values; what is null has no row. */
export function facts(rows: readonly (readonly [string, Html | string | null])[]): Html {
  const shown = rows.filter(([, value]) => value !== null)
  return html`<table class="facts"><tbody>${shown.map(([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>`)}</tbody></table>`
}

/** A part of a page with its heading; nothing where it has no content. */
export function part(title: string, content: Html | null): Html | null {
  return content === null || content.text === '' ? null : html`<h2>${title}</h2>${content}`
}

/** Names with numbers to ring, each on its own line. */
export function contactsHtml(contacts: readonly Contact[]): Html {
  return html`${contacts.map(
    ({ name, phone }, index) => html`${index > 0 && html`<br>`}${name}${name !== '' && ' '}<span class="tel">${phone}</span>`,
  )}`
}

/** Each on a line of its own. */
export function brokenLines(lines: readonly string[]): Html {
  return html`${lines.map((line, index) => html`${index > 0 && html`<br>`}${line}`)}`
}
