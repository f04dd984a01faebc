/** Each cycle once, as the way round it; found by walking every path that is still open. */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: string[][] = []
  const done = new Set<string>()
  const open: string[] = []
  for (const start of graph.keys()) walk(start)
  return cycles

  function walk(path: string): void {
    const at = open.indexOf(path)
    if (at >= 0) cycles.push([...open.slice(at), path])
    if (at >= 0 || done.has(path)) return
    open.push(path)
    for (const target of graph.get(path) ?? []) walk(target)
    open.pop()
    done.add(path)
  }
}
