import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTell } from '../../counter/tell.js'
import type { Content, Work } from '../catalogue/shapes.js'
import { type DeskDoors, ItemDesk, type Shown } from './item-desk.js'

export interface EditedItem extends Shown {
  readonly desk: ItemDesk
}

/** Browsers refuse larger bodies to a page that is being left. */
const keepaliveBytes = 60_000

/** One item of a work being written, with the desk that keeps and saves it. */
export function useItem(work: Work, item: string, opened: Content): EditedItem {
  const tell = useTell()
  const client = useQueryClient()
  const doors: DeskDoors = {
    send: ({ content, seen }, leaving) => {
      const keepalive = leaving && JSON.stringify(content).length * 3 < keepaliveBytes
      const path = `/api/works/${work.id}/items/${encodeURIComponent(item)}?seen=${seen}`
      return tell<Work>(path, { method: 'PUT', body: content, keepalive })
    },
    readAgain: () =>
      void client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(`/api/works/${work.id}`) }),
  }
  const [desk] = useState(() => new ItemDesk(work, item, opened, doors))
  useEffect(() => desk.useDoors(doors))
  useEffect(() => desk.take(work), [desk, work])
  useEffect(() => leavingWith(desk), [desk])
  const shown = useSyncExternalStore(
    (listener) => desk.subscribe(listener),
    () => desk.shown,
  )
  return { ...shown, desk }
}

function leavingWith(desk: ItemDesk): () => void {
  const onHide = () => void desk.flush(true)
  document.addEventListener('visibilitychange', onHide)
  window.addEventListener('pagehide', onHide)
  return () => {
    document.removeEventListener('visibilitychange', onHide)
    window.removeEventListener('pagehide', onHide)
    onHide()
  }
}
