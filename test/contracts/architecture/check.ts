import { dirname, join } from 'node:path/posix'
import { findCycles } from './cycles.js'
import { isBarrel, readImports, type Import } from './imports.js'
import { areaOf, folderDepthLimit, folderFileLimit, rules } from './rules.js'

/** Sources by their paths below the repository. */
export type Sources = ReadonlyMap<string, string>

/** Everything wrong with the shape of these sources, one sentence each. */
export function checkArchitecture(sources: Sources): readonly string[] {
  const graph = new Map<string, readonly string[]>()
  const wrong: string[] = []
  for (const [path, source] of sources) {
    if (areaOf(path) === null) wrong.push(`${path} lies in no known area`)
    if (isBarrel(path, source) || /(^|\/)index\.tsx?$/.test(path)) wrong.push(`${path} is a barrel`)
    const imports = readImports(path, source)
    graph.set(
      path,
      imports.map(({ specifier }) => targetOf(path, specifier)).filter((target) => target !== null),
    )
    for (const one of imports) wrong.push(...wrongArrow(path, one))
  }
  const cycles = findCycles(graph).map((cycle) => `cycle: ${cycle.join(' -> ')}`)
  return [...wrong, ...cycles, ...checkFolders([...sources.keys()])]
}

function wrongArrow(path: string, { specifier, isTypeOnly }: Import): string[] {
  const from = areaOf(path)
  if (from === null) return []
  const rule = rules[from]
  const target = targetOf(path, specifier)
  if (target === null) return rule?.usesPackages ? [] : [`${path} imports the package ${specifier}; ${from} may import none`]
  const to = areaOf(target) ?? 'nothing known'
  const isAllowed = to === from || rule?.imports.includes(to) || (isTypeOnly && rule?.importsTypesOf?.includes(to))
  return isAllowed ? [] : [`${path} imports ${target}; ${from} may not import ${to}`]
}

/** The source that an import of ours names; `null` for a package or for Node. */
function targetOf(path: string, specifier: string): string | null {
  const own = /^@liandong\/([^/]+)\/(.+)$/.exec(specifier)
  if (own !== null) return asSource(`${own[1]}/src/${own[2]}`)
  return specifier.startsWith('.') ? asSource(join(dirname(path), specifier)) : null
}

function asSource(path: string): string {
  return path.replace(/\.js$/, '.ts')
}

function checkFolders(paths: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const path of paths) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1)
  return [...counts].flatMap(([folder, count]) => {
    const depth = folder.split('/').length - folder.split('/').indexOf('src') - 1
    return [
      ...(count > folderFileLimit ? [`${folder} holds ${count} sources; at most ${folderFileLimit}`] : []),
      ...(depth > folderDepthLimit ? [`${folder} lies ${depth} levels below src; at most ${folderDepthLimit}`] : []),
    ]
  })
}
