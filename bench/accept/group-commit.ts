/** Callers that wait at the same time share a commit, as ours do; a single one commits at once. */
export function groupCommit<T>(callers: number, write: (values: readonly T[]) => void): (value: T) => Promise<void> {
  if (callers === 1) return async (value) => write([value])
  let waiting: { readonly value: T; readonly done: () => void }[] = []
  const flush = () => {
    const batch = waiting
    waiting = []
    write(batch.map(({ value }) => value))
    for (const { done } of batch) done()
  }
  return (value) =>
    new Promise((done) => {
      if (waiting.push({ value, done }) === 1) setImmediate(flush)
    })
}
