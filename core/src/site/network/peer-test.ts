/** What is looked at, in this order; what fails makes the later ones skipped. */
export const PEER_STEPS = ['name', 'port', 'tls', 'rights', 'clock', 'version'] as const
export type PeerStep = (typeof PEER_STEPS)[number]

/** How one step went. unknown: nothing to tell it by yet. skipped: an earlier one failed. */
export interface PeerStepResult {
  readonly step: PeerStep
  readonly state: 'ok' | 'failed' | 'unknown' | 'skipped'
  /** For engineers: a code, an error of the network, a figure. */
  readonly detail: string
}

/** A test of the way to a neighbour. */
export interface PeerTest {
  /** Whom it goes to, as people know it. */
  readonly target: string
  readonly run: (tell: (result: PeerStepResult) => void) => Promise<void>
}

/** A step: throws, with words for engineers, when it fails; null when there is nothing to tell it by. */
export type StepWork = () => Promise<string | null>

/** Runs the steps one after another and tells each as it ends; those without work here are left out. Never rejects. */
export async function runSteps(
  works: Readonly<Partial<Record<PeerStep, StepWork>>>,
  tell: (result: PeerStepResult) => void,
): Promise<void> {
  let hasFailed = false
  for (const step of PEER_STEPS) {
    const work = works[step]
    if (work === undefined) continue
    const result: PeerStepResult = hasFailed ? { step, state: 'skipped', detail: '' } : await oneStep(step, work)
    hasFailed ||= result.state === 'failed'
    tell(result)
  }
}

async function oneStep(step: PeerStep, work: StepWork): Promise<PeerStepResult> {
  try {
    const detail = await work()
    return { step, state: detail === null ? 'unknown' : 'ok', detail: detail ?? '' }
  } catch (error) {
    return { step, state: 'failed', detail: error instanceof Error ? error.message : String(error) }
  }
}
