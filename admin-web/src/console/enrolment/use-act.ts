import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import { useTell } from '../../counter/tell.js'

/** Posts to the program, and asks anew for what such acts change. */
export function useAct<Answer>(path: string, done: (answer: Answer) => void): UseMutationResult<Answer, Error, object> {
  const tell = useTell()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: object) => tell<Answer>(path, { method: 'POST', body }),
    onSuccess: async (answer) => {
      done(answer)
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/') })
    },
  })
}
