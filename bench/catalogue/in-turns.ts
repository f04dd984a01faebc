/** Handshakes at once: more only wait for the same two cores and run into the deadlines of dialling. */
const AT_ONCE = 16

/** Does the same for all of them, some at a time. */
export async function inTurns<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const rest = [...all]
  const turn = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await act(next)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, turn))
}
