import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, type Asking } from '../parts/api.js'
import { useSeat } from '../parts/desk.js'

type More = Pick<Asking, 'method' | 'body' | 'file' | 'keepalive' | 'headers'>
export type Tell = <Answer>(path: string, more: More) => Promise<Answer>

/** Asks the program to change something, as whoever sits here now. */
export function useTell(): Tell {
  const { desk, session } = useSeat()
  const { language } = useTranslation().i18n
  const { csrf } = session
  return useCallback((path, more) => ask(path, { desk, language, csrf, ...more }), [desk, language, csrf])
}

/** 32 hexadecimal digits: sending a form again under its id has no second effect. */
export function newId(): string {
  // `randomUUID` is missing where a page comes by plain HTTP from another machine.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
