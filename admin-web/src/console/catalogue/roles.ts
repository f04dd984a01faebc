import { useSeat } from '../../parts/desk.js'

/** Whether somebody writes in the catalogue; for which organ and at which step is judged by the program. */
export function useIsEditor(): boolean {
  return useSeat().session.roles.some(({ role }) => role === 'catalogue-editor')
}
