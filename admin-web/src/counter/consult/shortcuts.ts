import { useEffect, useRef } from 'react'

interface Shortcuts {
  readonly digit: (digit: number) => void
  readonly enter: () => void
  readonly print: () => void
  readonly apply: () => void
}

/** Single keys, while nobody types in a box and no button has the focus that Enter belongs to. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const now = useRef(shortcuts)
  useEffect(() => {
    now.current = shortcuts
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { target, key, ctrlKey, altKey, metaKey } = event
      if (ctrlKey || altKey || metaKey || isTyping(target) || document.querySelector('[role="dialog"]') !== null) return
      if (/^\d$/.test(key)) now.current.digit(Number(key))
      else if (key === 'Enter' && !isPressable(target)) now.current.enter()
      else if (key === 'p' || key === 'P') now.current.print()
      else if (key === 'n' || key === 'N') now.current.apply()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['radio', 'checkbox', 'button'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement
}
