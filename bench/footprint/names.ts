export type ProgramName = 'agent' | 'gateway'

/** Cases the store holds. */
export type Size = number

export function nameOf(program: ProgramName, size: Size): string {
  return size === 0 ? `${program}, no cases` : `${program}, ${size.toLocaleString('en')} cases`
}

/** An agent is started so by its own first line: a small young generation is what keeps it small. */
export const nodeFlags: Readonly<Record<ProgramName, readonly string[]>> = { agent: ['--max-semi-space-size=1'], gateway: [] }

/** An idle program settles within that time: first requests are compiled, start-up garbage is collected. */
export const SETTLE_MS = 2_000
