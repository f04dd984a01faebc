import type { Written } from './item-saver.js'

function keyOf(work: string, item: string): string {
  return `liandong.catalogue.${work}.${item}`
}

/** What was typed and not saved before the page was left; null where there is nothing of this work. */
export function keptOf(work: string, item: string): Written | null {
  try {
    const kept = localStorage.getItem(keyOf(work, item))
    return kept === null ? null : (JSON.parse(kept) as Written)
  } catch {
    return null
  }
}

/** Words typed are kept in this browser until the program has them. */
export function keep(work: string, item: string, written: Written | null): void {
  try {
    if (written === null) localStorage.removeItem(keyOf(work, item))
    else localStorage.setItem(keyOf(work, item), JSON.stringify(written))
  } catch {
    // A full browser store: the page still holds it and still saves it.
  }
}
