import type { ReactNode } from 'react'
import { go } from './use-address.js'

interface ToProps {
  readonly address: string
  readonly isHere?: boolean
  readonly className?: string
  readonly children: ReactNode
}

/** A link within these pages: opened by the browser anew where somebody asks for a tab of its own. */
export function To({ address, isHere = false, className, children }: ToProps) {
  return (
    <a
      className={className}
      href={address}
      aria-current={isHere ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        go(address)
      }}
    >
      {children}
    </a>
  )
}
