import { useSearchParams } from 'react-router'

export const views = ['consult', 'stuck', 'day', 'ledger'] as const
export type View = (typeof views)[number]
export const periods = ['week', 'month', 'half-year'] as const
export type Period = (typeof periods)[number]

/** Which register is open and of which time; kept in the address. */
export interface RegisterFilter {
  readonly view: View
  /** Empty: today. */
  readonly date: string
  readonly period: Period
}

export type Change = (change: Partial<RegisterFilter>) => void

export interface RegisterProps {
  readonly filter: RegisterFilter
  readonly change: Change
}

export function useRegisterFilter(): [RegisterFilter, Change] {
  const [params, setParams] = useSearchParams()
  const date = params.get('date') ?? ''
  const filter: RegisterFilter = {
    view: views.find((view) => view === params.get('view')) ?? 'consult',
    date: /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : '',
    period: periods.find((period) => period === params.get('period')) ?? 'week',
  }
  return [filter, (change) => setParams(written({ ...filter, ...change }))]
}

function written({ view, date, period }: RegisterFilter): URLSearchParams {
  return new URLSearchParams({
    ...(view !== 'consult' && { view }),
    ...(date !== '' && { date }),
    ...(period !== 'week' && { period }),
  })
}
