import { useSearchParams } from 'react-router'
import type { Stage } from '../../parts/shapes.js'

export const stages: readonly Stage[] = [
  'registered',
  'submitted',
  'supplementing',
  'accepted',
  'reviewing',
  'decided',
  'delivered',
  'completed',
  'not-accepted',
  'withdrawn',
]

/** One that fits a 1366×768 screen with a little scrolling; and one to scroll through, of which only what is seen is drawn. */
export const pageSizes = [15, 500] as const

/** What the list shows; kept in the address, so that reloading and sending it on lose nothing. */
export interface CaseFilter {
  readonly stage: Stage | null
  readonly text: string
  readonly onlyHere: boolean
  /** How many a page of the list holds. */
  readonly rows: (typeof pageSizes)[number]
  /** A place and all below it; empty: everywhere. */
  readonly under: string
  /** Due on or before this day; empty: whenever. */
  readonly dueBefore: string
  /** Not completed, not withdrawn. */
  readonly open: boolean
  /** Cursors of the pages turned so far; the last one is where this page begins. */
  readonly after: readonly string[]
}

export const everything: CaseFilter = {
  ...{ stage: null, text: '', onlyHere: false, rows: 15, after: [] },
  ...{ under: '', dueBefore: '', open: false },
}

/** The filter of the address, and the way to change it; any other change goes back to the first page. */
export function useCaseFilter(): [CaseFilter, (change: Partial<CaseFilter>) => void] {
  const [params, setParams] = useSearchParams()
  const filter = readFilter(params)
  return [filter, (change) => setParams(writeFilter({ ...filter, after: [], ...change }))]
}

function readFilter(params: URLSearchParams): CaseFilter {
  return {
    stage: stages.find((stage) => stage === params.get('stage')) ?? null,
    text: params.get('text') ?? '',
    onlyHere: params.get('onlyHere') === 'true',
    rows: pageSizes.find((size) => String(size) === params.get('rows')) ?? 15,
    under: params.get('under') ?? '',
    dueBefore: params.get('dueBefore') ?? '',
    open: params.get('open') === 'true',
    after: params.getAll('after'),
  }
}

function writeFilter({ after, ...filter }: CaseFilter): URLSearchParams {
  const params = conditions(filter)
  if (filter.rows !== 15) params.set('rows', String(filter.rows))
  for (const cursor of after) params.append('after', cursor)
  return params
}

/** The part of the filter that counts share with the list; `stage` stands for itself. */
function conditions({ stage, text, onlyHere, under, dueBefore, open }: Omit<CaseFilter, 'after' | 'rows'>): URLSearchParams {
  return new URLSearchParams({
    ...(stage !== null && { stage }),
    ...(text !== '' && { text }),
    ...(onlyHere && { onlyHere: 'true' }),
    ...(under !== '' && { under }),
    ...(dueBefore !== '' && { dueBefore }),
    ...(open && { open: 'true' }),
  })
}

const over: readonly Stage[] = ['completed', 'withdrawn']

/** As the program is asked: open is every stage but the last ones. */
export function asked({ open, ...filter }: CaseFilter): URLSearchParams {
  const params = conditions({ ...filter, open: false })
  if (open && filter.stage === null) for (const stage of stages) if (!over.includes(stage)) params.append('stage', stage)
  return params
}

export function listPath(filter: CaseFilter): string {
  const params = asked(filter)
  const cursor = filter.after.at(-1)
  params.set('limit', String(filter.rows))
  if (cursor !== undefined) params.set('cursor', cursor)
  return `/api/cases?${params}`
}

export function countsPath(filter: CaseFilter): string {
  return `/api/cases/counts?${asked({ ...filter, stage: null })}`
}
