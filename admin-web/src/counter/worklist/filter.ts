import { useSearchParams } from 'react-router'
import type { Stage } from '../../parts/shapes.js'

export const views = ['cases', 'tasks', 'ring', 'originals', 'outside'] as const
export type View = (typeof views)[number]

/** Stages at which somebody here has something to do. */
export const workStages: readonly Stage[] = [
  ...(['registered', 'submitted', 'supplementing', 'accepted', 'reviewing', 'decided', 'delivered', 'not-accepted'] as const),
]

/** What the worklist shows; kept in the address, so that reloading and going back lose nothing. */
export interface WorkFilter {
  readonly view: View
  readonly stage: Stage | null
  /** The organ whose items are shown; empty: all. */
  readonly organ: string
  readonly step: StepKind | null
  readonly text: string
  /** Last due day shown; empty: all. */
  readonly due: string
  readonly offset: number
  /** Outside and not looked at for so many days. */
  readonly days: number
}

export const stepKinds = [
  ...(['examine', 'site-survey', 'village-opinion', 'appraisal', 'visit', 'public-notice', 'review', 'joint-review'] as const),
  ...(['external', 'decide', 'certificate'] as const),
] as const
export type StepKind = (typeof stepKinds)[number]

const DAYS = 3
export const pageSize = 15

export function useWorkFilter(): [WorkFilter, (change: Partial<WorkFilter>) => void] {
  const [params, setParams] = useSearchParams()
  const filter = readFilter(params)
  return [filter, (change) => setParams(writeFilter({ ...filter, offset: 0, ...change }))]
}

function readFilter(params: URLSearchParams): WorkFilter {
  const due = params.get('due') ?? ''
  return {
    view: views.find((view) => view === params.get('view')) ?? 'cases',
    stage: workStages.find((stage) => stage === params.get('stage')) ?? null,
    organ: params.get('organ') ?? '',
    step: stepKinds.find((kind) => kind === params.get('step')) ?? null,
    text: params.get('text') ?? '',
    due: /^\d{4}-\d{2}-\d{2}$/.test(due) ? due : '',
    offset: whole(params.get('offset'), 0),
    days: whole(params.get('days'), DAYS),
  }
}

function whole(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : otherwise
}

function writeFilter({ view, stage, organ, step, text, due, offset, days }: WorkFilter): URLSearchParams {
  return new URLSearchParams({
    ...(view !== 'cases' && { view }),
    ...(stage !== null && { stage }),
    ...(organ !== '' && { organ }),
    ...(step !== null && { step }),
    ...(text !== '' && { text }),
    ...(due !== '' && { due }),
    ...(offset > 0 && { offset: String(offset) }),
    ...(days !== DAYS && { days: String(days) }),
  })
}

export function worklistPath({ stage, organ, step, text, due, offset }: WorkFilter): string {
  const params = new URLSearchParams({
    limit: String(pageSize),
    ...(stage !== null && { stage }),
    ...(organ !== '' && { organ }),
    ...(step !== null && { step }),
    ...(text !== '' && { text }),
    ...(due !== '' && { dueBefore: due }),
    ...(offset > 0 && { offset: String(offset) }),
  })
  return `/api/worklist?${params}`
}
