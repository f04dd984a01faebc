import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import type { Asking } from '../../parts/api.js'
import { useTell } from '../../counter/tell.js'

export type Act = Pick<Asking, 'method' | 'body'> & { readonly path: string }

/** Asks the program for a change; everything on the screen is read again after it. */
export function useAct<Answer>(done: (answer: Answer, act: Act) => void): UseMutationResult<Answer, Error, Act> {
  const tell = useTell()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, ...more }: Act) => tell<Answer>(path, more),
    onSuccess: async (answer, act) => {
      done(answer, act)
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'page' })
    },
  })
}
