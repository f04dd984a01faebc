import { useSyncExternalStore } from 'react'

const moved = 'liandong-moved'

function listen(told: () => void): () => void {
  for (const kind of ['popstate', 'hashchange', moved]) window.addEventListener(kind, told)
  return () => {
    for (const kind of ['popstate', 'hashchange', moved]) window.removeEventListener(kind, told)
  }
}

/** Where the browser is: path and questions, without what stands behind the #. */
export function useAddress(): { readonly path: string; readonly asked: URLSearchParams } {
  const address = useSyncExternalStore(listen, () => window.location.pathname + window.location.search)
  const [path = '/', query = ''] = address.split('?')
  return { path, asked: new URLSearchParams(query) }
}

/** Opens another address of these pages; `instead` leaves no way back to the one before. */
export function go(to: string, instead = false): void {
  if (instead) window.history.replaceState(null, '', to)
  else window.history.pushState(null, '', to)
  window.dispatchEvent(new Event(moved))
  if (!instead) window.scrollTo(0, 0)
}
