import { useEffect, useRef, useState } from 'react'
import type { Draft } from '../shapes.js'
import { useTell } from '../tell.js'
import { type Content, titleOf } from './content.js'
import { DraftSaver, type Saving, type Send } from './saver.js'

/** Browsers refuse larger bodies to a page that is being left. */
const keepaliveBytes = 60_000

export interface Saver {
  readonly saving: Saving
  readonly draft: Draft
  readonly flush: () => Promise<void>
  readonly close: () => void
}

/** Keeps the draft saved as `content` changes, and before the page is hidden or left. */
export function useSaver(opened: Draft, itemName: string, content: Content): Saver {
  const tell = useTell()
  const { id, item } = opened
  const [draft, answer] = useState(opened)
  const [saving, show] = useState<Saving>({ state: 'saved', changedMs: opened.changedMs })
  const send: Send = (next, leaving) => {
    const body = { item, title: titleOf(itemName, next.applicant), content: next }
    const keepalive = leaving && JSON.stringify(body).length * 3 < keepaliveBytes
    return tell<Draft>(`/api/drafts/${id}`, { method: 'PUT', body, keepalive })
  }
  const [saver] = useState(() => new DraftSaver(id, send, show, answer))
  useEffect(() => saver.sendBy(send))
  const last = useRef(content)
  useEffect(() => {
    if (last.current === content) return
    last.current = content
    saver.change(content)
  }, [saver, content])
  useEffect(() => leavingWith(saver), [saver])
  return { saving, draft, flush: () => saver.flush(), close: () => saver.close() }
}

function leavingWith(saver: DraftSaver): () => void {
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
