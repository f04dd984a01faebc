import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deskKey, useSeat } from '../../parts/desk.js'
import type { CaseLine } from '../../parts/shapes.js'
import type { Asked, Draft, Item } from '../shapes.js'
import { useTell } from '../tell.js'
import type { Content } from './content.js'
import { identityOf } from './hand-in.js'
import { savedBefore } from './saver.js'

/** Asked again only while it fails. */
const whileFailing = {
  staleTime: Number.POSITIVE_INFINITY,
  refetchInterval: ({ state }: { readonly state: { readonly status: string } }) => (state.status === 'error' ? 3_000 : false),
} as const

/** Read once: from then on the page knows better than the program. */
export function useDraft(id: string): UseQueryResult<Draft> {
  const tell = useTell()
  return useQuery({
    queryKey: ['draft', id],
    queryFn: async () => {
      await savedBefore(id)
      return await tell<Draft>(`/api/drafts/${encodeURIComponent(id)}`, {})
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

/** The version named, else the one in force; asked for once an item is chosen. */
export function useItem({
  item,
  itemVersion,
}: {
  readonly item: string | null
  readonly itemVersion: number | null
}): UseQueryResult<Item> {
  const tell = useTell()
  const path = `/api/items/${encodeURIComponent(item ?? '')}${itemVersion === null ? '' : `/versions/${itemVersion}`}`
  return useQuery({ queryKey: ['item', path], queryFn: () => tell<Item>(path, {}), enabled: item !== null, ...whileFailing })
}

/** Questions, papers and warnings for what was answered and filled in so far; the last ones while the program is away. */
export function useAsked(
  item: Item | null,
  content: Pick<Content, 'answers' | 'form'>,
): { readonly query: UseQueryResult<Asked>; readonly last: Asked | undefined } {
  const id = item?.id ?? ''
  const query = useAskedNow(item, content)
  const [kept, keep] = useState({ id, last: query.data })
  if (query.data !== undefined ? query.data !== kept.last : id !== kept.id) keep({ id, last: query.data })
  return { query, last: kept.id === id ? kept.last : undefined }
}

function useAskedNow(item: Item | null, { answers, form }: Pick<Content, 'answers' | 'form'>): UseQueryResult<Asked> {
  const { id = '', version = 0 } = item ?? {}
  const tell = useTell()
  const { language } = useTranslation().i18n
  const body = useSettled(JSON.stringify({ answers, form }))
  return useQuery({
    queryKey: ['asked', id, version, body, language],
    queryFn: () =>
      tell<Asked>(`/api/items/${encodeURIComponent(id)}/versions/${version}/asked`, {
        method: 'POST',
        body: JSON.parse(body) as object,
      }),
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
    enabled: item !== null,
    ...whileFailing,
  })
}

/** Cases of the same person and item at this place. */
export function useSame({ item }: Draft, content: Content): readonly CaseLine[] {
  const tell = useTell()
  const { desk } = useSeat()
  const identity = useSettled(identityOf(content.applicant) ?? '')
  const { data } = useQuery({
    queryKey: ['same', item, identity, desk === null ? '' : deskKey(desk)],
    queryFn: () => tell<{ readonly cases: readonly CaseLine[] }>('/api/cases/by-person', { method: 'POST', body: { identity } }),
    enabled: identity !== '',
    gcTime: 0,
    staleTime: 30_000,
  })
  if (identity === '') return []
  return (data?.cases ?? []).filter((line) => line.item.id === item && line.originPlace.id === desk?.place.id)
}

/** Typing is asked about when it rests. */
function useSettled(value: string): string {
  const [settled, settle] = useState(value)
  useEffect(() => {
    const timer = window.setTimeout(() => settle(value), 250)
    return () => window.clearTimeout(timer)
  }, [value])
  return settled
}
