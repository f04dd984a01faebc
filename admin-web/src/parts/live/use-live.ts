import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { isAttended } from '../attention.js'
import { concerns } from './concerns.js'
import { followChanges, type Kind } from './follow.js'

/** Told of changes, a page asks again at most so often; one nobody sits at as often as one that is told nothing. */
const gapMs = 1_000
const unattendedGapMs = 5_000
/** While an answer is under way nobody asks for a newer one. */
const busyMs = 250

let live = false
const listeners = new Set<() => void>()

/** Whether changes are told to this page; if not, it has to ask by itself. */
export function isLive(): boolean {
  return live
}

export function useIsLive(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, isLive)
}

function setLive(next: boolean): boolean {
  if (live === next) return false
  live = next
  for (const listener of listeners) listener()
  return true
}

/** For the whole page, once somebody is signed in: whatever shows what changed is asked again. */
export function useLiveChanges(isOn: boolean): void {
  const client = useQueryClient()
  useEffect(() => (isOn ? keepFresh(client) : undefined), [client, isOn])
}

function keepFresh(client: QueryClient): () => void {
  let pending = new Set<Kind>()
  let lastMs = Number.NEGATIVE_INFINITY
  let timer: number | undefined

  const isConcerned = (kinds: readonly Kind[]) => (query: Query) => isAnswer(query) && concerns(String(query.queryKey[0]), kinds)
  const askAgain = () => {
    const predicate = isConcerned([...pending])
    if (client.isFetching({ predicate }) > 0) return void (timer = window.setTimeout(askAgain, busyMs))
    timer = undefined
    pending = new Set()
    lastMs = performance.now()
    void client.invalidateQueries({ predicate })
  }
  const stop = followChanges({
    onLive: (isLiveNow) => {
      // Either way what was missed, or what is not told any more, is asked for; and the pace of asking changes with it.
      if (setLive(isLiveNow)) void client.invalidateQueries({ predicate: isAnswer })
    },
    onChanged: (kinds) => {
      for (const kind of kinds) pending.add(kind)
      const restMs = lastMs + (isAttended() ? gapMs : unattendedGapMs) - performance.now()
      timer ??= window.setTimeout(askAgain, Math.max(0, restMs))
    },
  })
  return () => {
    window.clearTimeout(timer)
    stop()
  }
}

/** Asked of the program by its path, and not a page or the session. */
function isAnswer({ queryKey }: Query): boolean {
  return String(queryKey[0]).startsWith('/api/')
}
