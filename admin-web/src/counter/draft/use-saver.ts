import { useEffect, useRef, useState } from 'react'
import { Refused } from '../../parts/api.js'
import type { Draft } from '../shapes.js'
import { useTell } from '../tell.js'
import { type Content, titleOf } from './content.js'
import { DraftSaver, type Saving, type Send } from './saver.js'

/** Browsers refuse larger bodies to a page that is being left. */
const keepaliveBytes = 60_000

export interface Kept<Opened> {
  readonly saving: Saving
  readonly draft: Opened
  readonly flush: () => Promise<void>
  /** Saved now, with the draft's id; throws where the program is away. */
  readonly settled: () => Promise<string>
  readonly close: () => void
}

export type Saver = Kept<Draft>

/** What a draft is saved as. */
export interface KeptAs {
  readonly item: string
  readonly title: string
  readonly content: object
}

/** Keeps the draft of an application saved as `content` changes, and before the page is hidden or left. */
export function useSaver(opened: Draft, itemName: string, content: Content): Saver {
  const { item } = opened
  return useKept(opened, content, (next) => ({ item, title: titleOf(itemName, next.applicant), content: next }))
}

/** The same for what any page keeps; one that has no draft yet opens it with the first change. */
export function useKept<Opened extends Draft | null, Typed>(
  opened: Opened,
  content: Typed,
  keptAs: (content: Typed) => KeptAs,
): Kept<Opened | Draft> {
  const tell = useTell()
  const [draft, answer] = useState<Opened | Draft>(opened)
  const [saving, show] = useState<Saving>({ state: 'saved', changedMs: opened?.changedMs ?? 0 })
  const send: Send<Typed> = (next, id, leaving) => {
    const body = keptAs(next)
    const keepalive = leaving && JSON.stringify(body).length * 3 < keepaliveBytes
    const [method, path] = id === null ? (['POST', ''] as const) : (['PUT', `/${id}`] as const)
    return tell<Draft>(`/api/drafts${path}`, { method, body, keepalive })
  }
  const [saver] = useState(() => new DraftSaver<Typed>(opened?.id ?? null, send, show, answer))
  useEffect(() => saver.sendBy(send))
  const last = useRef(content)
  useEffect(() => {
    if (last.current === content) return
    last.current = content
    saver.change(content)
  }, [saver, content])
  useEffect(() => leavingWith(saver), [saver])
  const flush = () => saver.flush()
  const settled = async () => {
    await flush()
    if (saver.id === null || saver.isStuck) throw new Refused(null)
    return saver.id
  }
  return { saving, draft, flush, settled, close: () => saver.close() }
}

function leavingWith<Typed>(saver: DraftSaver<Typed>): () => void {
  const onHide = () => void saver.flush(true)
  const onUnload = (event: BeforeUnloadEvent) => {
    if (saver.isStuck) event.preventDefault()
  }
  document.addEventListener('visibilitychange', onHide)
  window.addEventListener('pagehide', onHide)
  window.addEventListener('beforeunload', onUnload)
  return () => {
    document.removeEventListener('visibilitychange', onHide)
    window.removeEventListener('pagehide', onHide)
    window.removeEventListener('beforeunload', onUnload)
    void saver.flush(true)
  }
}
