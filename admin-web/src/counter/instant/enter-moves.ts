import type { KeyboardEvent } from 'react'

const stops = 'input:not([type=hidden]):not([type=file]):not(:disabled), button[data-send]:not(:disabled)'

/** What Tab reaches and Enter passes by, for it is seldom filled in. */
export const beside = { 'data-beside': true }

/** Enter goes on to the next field as on a form of the ministries' systems; Ctrl+Enter sends from anywhere. */
export function enterMoves(event: KeyboardEvent<HTMLElement>, send: () => void): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  if (event.ctrlKey) {
    event.preventDefault()
    send()
    return
  }
  const from = event.target as HTMLElement
  if (from.localName !== 'input' || from.getAttribute('aria-expanded') === 'true') return
  event.preventDefault()
  nextStop(event.currentTarget, from)?.focus()
}

function nextStop(form: HTMLElement, from: HTMLElement): HTMLElement | undefined {
  const all = [...form.querySelectorAll<HTMLElement>(stops)].filter(
    (stop) => stop.closest('[data-beside]') === null && !isOtherChoice(stop),
  )
  const after = all.find((stop) => (from.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0)
  return after ?? all.find(({ dataset }) => dataset['send'] !== undefined)
}

/** Of a group of radio buttons only the chosen one, or the first, is a stop. */
function isOtherChoice(stop: HTMLElement): boolean {
  if (!(stop instanceof HTMLInputElement) || stop.type !== 'radio' || stop.name === '') return false
  const group = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(({ name }) => name === stop.name)
  return (group.find(({ checked }) => checked) ?? group[0]) !== stop
}
