import type { NETWORK_PAGE, NETWORK_ROW } from '@liandong/core/http/network/schemas.js'
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Static } from 'typebox'
import { ask } from '../../parts/api.js'
import { deskKey, useSeat } from '../../parts/desk.js'
import { isLive } from '../../parts/live/use-live.js'

export type NetworkRow = Static<typeof NETWORK_ROW>
export type LineSign = NetworkRow['line']
type Page = Static<typeof NETWORK_PAGE>

/** Every place by id, as last told; a row that did not change is the same object. */
export interface Known {
  readonly asOfMs: number
  readonly mark: string
  readonly rows: ReadonlyMap<string, NetworkRow>
}

/** Where changes are told they are asked for at once; what passes by itself, and where nothing is told, by the clock. */
const everyMs = 1_000
const liveEveryMs = 5_000

/** The whole network once, then only what changed: thousands of rows are not sent anew each second. */
export function useNetwork(): UseQueryResult<Known> {
  const { desk } = useSeat()
  const { language } = useTranslation().i18n
  const client = useQueryClient()
  const queryKey = ['/api/network', desk === null ? '' : deskKey(desk)]
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const before = client.getQueryData<Known>(queryKey)
      const since = before === undefined ? '' : `?since=${encodeURIComponent(before.mark)}`
      return merged(before, await ask<Page>(`/api/network${since}`, { desk, language, signal }))
    },
    refetchInterval: () => (isLive() ? liveEveryMs : everyMs),
    enabled: desk !== null,
    structuralSharing: false,
  })
}

function merged(before: Known | undefined, { asOfMs, mark, isWhole, rows, gone }: Page): Known {
  if (before !== undefined && !isWhole && rows.length === 0 && gone.length === 0) return { ...before, asOfMs, mark }
  const known = new Map(isWhole || before === undefined ? [] : before.rows)
  for (const row of rows) known.set(row.id, row)
  for (const id of gone) known.delete(id)
  return { asOfMs, mark, rows: known }
}
