import { useEffect, useRef } from 'react'

/** Nobody reads one answer longer; on a hall's screen the next person shall not see it. */
const idleMs = 180_000

/** Calls `leave` when nobody has touched the page for three minutes. */
export function useIdle(leave: () => void): void {
  const last = useRef(leave)
  useEffect(() => {
    last.current = leave
  })
  useEffect(() => {
    let timer = window.setTimeout(() => last.current(), idleMs)
    const note = () => {
      window.clearTimeout(timer)
      timer = window.setTimeout(() => last.current(), idleMs)
    }
    const kinds = ['pointerdown', 'keydown', 'wheel', 'scroll'] as const
    for (const kind of kinds) window.addEventListener(kind, note, { passive: true })
    return () => {
      window.clearTimeout(timer)
      for (const kind of kinds) window.removeEventListener(kind, note)
    }
  }, [])
}
