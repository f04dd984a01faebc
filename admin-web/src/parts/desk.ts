import { createContext, useContext } from 'react'
import type { Desk, Session, Start } from './shapes.js'

/** What the page learned at its start, who signed in, and at which desk they sit. */
export interface Seat {
  readonly start: Start
  readonly session: Session
  readonly desk: Desk | null
  readonly sitAt: (desk: Desk) => void
}

export const SeatContext = createContext<Seat | null>(null)

export function useSeat(): Seat {
  const seat = useContext(SeatContext)
  if (seat === null) throw new Error('used outside the frame')
  return seat
}

const kept = 'liandong.desk'

export function deskKey({ person, place, organ }: Desk): string {
  return [person.id, place.id, organ?.id ?? ''].join(' ')
}

/** As last chosen in this browser, else the first post; null where the person has none here. */
export function rememberedDesk({ desks }: Session): Desk | null {
  const last = localStorage.getItem(kept)
  return desks.find((desk) => deskKey(desk) === last) ?? desks[0] ?? null
}

export function rememberDesk(desk: Desk): void {
  localStorage.setItem(kept, deskKey(desk))
}
