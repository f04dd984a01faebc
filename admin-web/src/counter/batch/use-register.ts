import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useSeat } from '../../parts/desk.js'
import type { Kept } from '../draft/use-saver.js'
import type { Asked, Draft, Item, Receipt } from '../shapes.js'
import { useTell } from '../tell.js'
import type { BatchContent, Row } from './content.js'
import { registerRows, type RowResult, submitRow } from './send.js'

interface Props {
  readonly item: Item | null
  readonly asked: Asked | null
  readonly content: BatchContent
  readonly setContent: (next: (before: BatchContent) => BatchContent) => void
  readonly kept: Kept<Draft | null>
}

/** Registers and submits rows; what came of each is in the grid, and kept, as soon as it is known. */
export function useRegister({ item, asked, content, setContent, kept }: Props) {
  const tell = useTell()
  const { faults } = useSeat().start
  const known = useRef(new Map<string, Receipt>())
  const [receipts, show] = useState<readonly Receipt[]>([])
  const put = (key: string, part: Partial<Row>) =>
    setContent((before) => ({ ...before, rows: before.rows.map((row) => (row.key === key ? { ...row, ...part } : row)) }))
  const submit = async (row: Row, { caseId, number }: Pick<Receipt, 'caseId' | 'number'>) =>
    put(row.key, { done: { caseId, number, isSubmitted: await submitRow(tell, { caseId }, row) } })
  const told = async (rows: readonly Row[], results: readonly RowResult[]) => {
    for (const result of results) {
      if (result.kind === 'refused') {
        const words = result.errors.map(({ path, message }) => `${path} ${message}`).join(' ')
        put(result.key, { refused: `${faults[result.code]?.title ?? result.code} ${words}`.trim() })
        continue
      }
      const { caseId, number } = result.receipt
      known.current.set(result.key, result.receipt)
      const row = rows.find(({ key }) => key === result.key)
      const isSubmitted = row?.done?.isSubmitted ?? false
      put(result.key, { refused: null, done: { caseId, number, isSubmitted } })
      if (row !== undefined && row.done === null) await submit(row, result.receipt)
    }
  }
  const send = async (rows: readonly Row[]) => {
    if (item === null || asked === null || rows.length === 0) return
    const draft = await kept.settled()
    await registerRows({ tell, draft, item, asked, content }, rows, (results) => told(rows, results))
  }
  const register = useMutation({
    mutationFn: async (rows: readonly Row[]) => {
      await send(rows.filter(({ done }) => done === null))
      for (const row of rows) if (row.done?.isSubmitted === false) await submit(row, row.done)
    },
  })
  /** Query codes are kept nowhere: the same rows sent again answer with the same receipts. */
  const print = async () => {
    const done = content.rows.filter((row) => row.done !== null)
    const unknown = done.filter(({ key }) => !known.current.has(key))
    await send(unknown)
    show(done.flatMap(({ key }) => known.current.get(key) ?? []))
    window.setTimeout(() => window.print())
  }
  return { ...register, receipts, print }
}
