import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, isSessionOver, Refused } from './api.js'
import type { Session } from './shapes.js'

const sessionKey = ['session']

/** Whoever is signed in; null where nobody is. */
export function useSession(): UseQueryResult<Session | null> {
  const { language } = useTranslation().i18n
  return useQuery({
    queryKey: sessionKey,
    queryFn: async ({ signal }) =>
      await ask<Session>('/api/session', { desk: null, language, signal }).catch((error: unknown) => {
        if (error instanceof Refused && isSessionOver(error)) return null
        throw error
      }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export interface SignIn {
  readonly login: string
  readonly password?: string
  readonly pin?: string
  readonly totp?: string
}

export function useSignIn(done: () => void): UseMutationResult<Session, Error, SignIn> {
  const client = useQueryClient()
  const { language } = useTranslation().i18n
  return useMutation({
    mutationFn: (typed: SignIn) => ask<Session>('/api/session', { desk: null, language, method: 'POST', body: typed }),
    onSuccess: async (session) => {
      client.setQueryData(sessionKey, session)
      done()
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
    },
  })
}

/** What belonged to the person is forgotten with the session, answers on the screen included. */
export function useSignOut(csrf: string): () => Promise<void> {
  const client = useQueryClient()
  const { language } = useTranslation().i18n
  return async () => {
    // Over already, or the program is away: either way nobody sits here any more.
    await ask('/api/session', { desk: null, language, method: 'DELETE', csrf }).catch(() => null)
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'start' && queryKey[0] !== 'session' })
    client.setQueryData(sessionKey, null)
  }
}

export interface NewSecret {
  readonly current: string
  readonly next: string
}

export function useChange(
  what: 'password' | 'pin',
  csrf: string,
  done: () => void,
): UseMutationResult<unknown, Error, NewSecret> {
  const client = useQueryClient()
  const { language } = useTranslation().i18n
  return useMutation({
    mutationFn: (typed: NewSecret) => ask(`/api/session/${what}`, { desk: null, language, method: 'POST', body: typed, csrf }),
    onSuccess: async () => {
      await client.refetchQueries({ queryKey: sessionKey })
      done()
    },
  })
}
