/** Kinds of what changes at the site; those this page does not know concern every question. */
export type Kind = string

interface Told {
  /** The stream stands: changes are told from now on. */
  readonly onLive: (isLive: boolean) => void
  readonly onChanged: (kinds: readonly Kind[]) => void
}

const firstRetryMs = 2_000
const longestRetryMs = 15_000

/**
 * One connection of this window to its program, made again after each break; a window nobody sees has none, for a browser
 * keeps six at a time for all of them. Answers how to stop.
 */
export function followChanges({ onLive, onChanged }: Told): () => void {
  let source: EventSource | null = null
  let retryMs = firstRetryMs
  let timer: number | undefined

  const drop = () => {
    window.clearTimeout(timer)
    source?.close()
    source = null
    onLive(false)
  }
  const later = () => {
    drop()
    // Not all windows of a hall in one moment.
    timer = window.setTimeout(open, retryMs * (0.5 + Math.random()))
    retryMs = Math.min(longestRetryMs, retryMs * 2)
  }
  const open = () => {
    if (document.visibilityState === 'hidden') return
    const opened = new EventSource('/api/changes')
    source = opened
    opened.addEventListener('hello', () => {
      retryMs = firstRetryMs
      onLive(true)
    })
    opened.addEventListener('changed', ({ data }: MessageEvent<string>) => onChanged(kindsOf(data)))
    opened.addEventListener('ended', ({ data }: MessageEvent<string>) => {
      // Another window of this session took the place: this one waits until somebody turns to it again.
      if (data.includes('other-page')) drop()
      else later()
    })
    opened.addEventListener('error', later)
  }
  const seen = () => {
    if (document.visibilityState === 'hidden') return drop()
    if (source === null) open()
  }
  document.addEventListener('visibilitychange', seen)
  window.addEventListener('focus', seen)
  open()
  return () => {
    document.removeEventListener('visibilitychange', seen)
    window.removeEventListener('focus', seen)
    drop()
  }
}

function kindsOf(data: string): readonly Kind[] {
  return (JSON.parse(data) as { readonly kinds: readonly Kind[] }).kinds
}
