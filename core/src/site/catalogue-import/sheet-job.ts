import type { BookedOrgan } from '../../wire/columns/organ-book.js'
import type { SheetProblem } from '../../wire/columns/cell.js'
import type { KnownItem } from '../../wire/sheets/join.js'

export type FileFormat = 'xlsx' | 'json'

/** An item the catalogue holds, with the digest that tells whether a file changes it. */
export interface KnownVersion extends KnownItem {
  readonly digest: string
  readonly effectiveFrom: string
}

/** A file to be read and checked. */
export interface ReadJob {
  readonly kind: 'read'
  readonly format: FileFormat
  readonly bytes: Uint8Array
  readonly mapping: unknown
  readonly organs: readonly BookedOrgan[]
  /** Those this gateway publishes for. */
  readonly ours: readonly string[]
  readonly known: readonly KnownVersion[]
  /** Ids that other publishers' lists hold. */
  readonly elsewhere: readonly string[]
  readonly effectiveFrom: string
  readonly source: string
}

/** Items to be written as a file, each as its canonical JSON. */
export interface WriteJob {
  readonly kind: 'write'
  readonly format: FileFormat
  readonly items: readonly Uint8Array[]
  readonly organs: readonly BookedOrgan[]
}

export type SheetJob = ReadJob | WriteJob

/** One item read: its canonical JSON, and what of the catalogue it changes. */
export interface ReadItemMessage {
  readonly id: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly change: 'new' | 'changed' | 'unchanged'
}

/** What the thread tells, in this order. */
export type SheetMessage =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'items'; readonly items: readonly ReadItemMessage[] }
  | {
      readonly kind: 'read'
      readonly problems: readonly SheetProblem[]
      readonly errors: number
      readonly warnings: number
      readonly rows: number
    }
  | { readonly kind: 'written'; readonly bytes: Uint8Array }
