import { Card } from 'antd'
import type { ReactNode } from 'react'

/** A part of a page under its own heading. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card size="small" title={<h2 className="part">{title}</h2>}>
      {children}
    </Card>
  )
}
