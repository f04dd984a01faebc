import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask } from './api.js'
import { deskKey, useSeat } from './desk.js'
import { isLive } from './live/use-live.js'
import type { Start } from './shapes.js'

/** A screen left open shows what is so now: asked for as often where changes are not told, and now and then where they are. */
const refetchMs = 5_000
const liveRefetchMs = 30_000

/** What this site answers, asked again while the page is open; the last answer stays while the next is read. */
export function useAnswer<Answer>(path: string): UseQueryResult<Answer> {
  const { desk } = useSeat()
  const { language } = useTranslation().i18n
  return useQuery({
    queryKey: [path, desk === null ? '' : deskKey(desk), language],
    queryFn: ({ signal }) => ask<Answer>(path, { desk, language, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (isLive() && state.status !== 'error' ? liveRefetchMs : refetchMs),
    enabled: desk !== null,
  })
}

/** Asked before anybody signs in. */
export function useStart(): UseQueryResult<Start> {
  const { language } = useTranslation().i18n
  return useQuery({
    queryKey: ['start', language],
    queryFn: ({ signal }) => ask<Start>('/start.json', { desk: null, language, signal }),
    placeholderData: keepPreviousData,
    // A site without a roster is waiting for one, and nobody can sign in before.
    refetchInterval: (query) => (query.state.data?.rosterVersion ? false : refetchMs),
  })
}
