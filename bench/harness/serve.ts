import type { Question, Reply } from './child.js'

/** What a process of the bench can do, by name. */
export type Acts = Readonly<Record<string, (argument: never) => unknown>>

/** Answers the parent's questions one after the other as they come, and ends when the parent lets go or dies. */
export function serve(acts: Acts): void {
  process.on('message', (question: Question) => void reply(acts, question))
  process.on('disconnect', () => process.exit(0))
}

async function reply(acts: Acts, { id, act, argument }: Question): Promise<void> {
  process.send?.(await resultOf(acts, id, act, argument))
}

async function resultOf(acts: Acts, id: number, act: string, argument: unknown): Promise<Reply> {
  try {
    const run = acts[act]
    if (run === undefined) throw new Error(`no act ${act}`)
    return { id, value: await run(argument as never) }
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
