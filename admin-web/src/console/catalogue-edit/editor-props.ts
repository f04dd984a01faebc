import type { Content, Finding } from '../catalogue/shapes.js'

/** An item being written, what the rules find in it now, and the way to write on. */
export interface EditorProps {
  readonly content: Content
  readonly findings: readonly Finding[]
  readonly change: (content: Content) => void
}

/** Where the button of a finding leads: the place's JSON Pointer as an id. */
export function idAt(pointer: string): string {
  return `at${pointer.replace(/[^\w-]/g, '_')}`
}
