import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import type { Asking } from '../../parts/api.js'
import { useTell } from '../../counter/tell.js'

export interface Act extends Pick<Asking, 'body' | 'file' | 'headers'> {
  readonly path: string
  readonly method?: 'POST' | 'PUT'
}

/** Changes something at the program; every answer on the screen is read again after it. */
export function useAct<Answer>(done: (answer: Answer) => void = () => {}): UseMutationResult<Answer, Error, Act> {
  const tell = useTell()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, method = 'POST', ...more }) => tell<Answer>(path, { method, ...more }),
    onSuccess: async (answer) => {
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/') })
      done(answer)
    },
  })
}
