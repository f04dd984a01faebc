import type { Content } from './content.js'

/** What each step is given: what is typed, and how to change it. */
export interface StepProps {
  readonly content: Content
  readonly change: (part: Partial<Content>) => void
}
