/** Who may import whom. An area is a folder of `core/src`, or a whole package. */
export interface Rule {
  /** Areas of ours, all to the left of this one. Its own folder is always allowed. */
  readonly imports: readonly string[]
  /** Areas of which only types may be imported. */
  readonly importsTypesOf?: readonly string[]
  /** False where not even npm packages or Node may be imported. */
  readonly usesPackages: boolean
}

const upToWire = ['domain', 'runtime', 'wire']
const upToStore = [...upToWire, 'store']
const upToSite = [...upToStore, 'site']
const upToLink = [...upToSite, 'link']
const allOfCore = [...upToLink, 'transport', 'http', 'cli']

export const rules: Readonly<Record<string, Rule>> = {
  domain: { imports: [], usesPackages: false },
  runtime: { imports: [], usesPackages: true },
  wire: { imports: ['domain', 'runtime', 'generated'], usesPackages: true },
  store: { imports: upToWire, usesPackages: true },
  site: { imports: upToStore, usesPackages: true },
  link: { imports: upToSite, usesPackages: true },
  http: { imports: upToSite, usesPackages: true },
  cli: { imports: upToSite, usesPackages: true },
  transport: { imports: upToLink, usesPackages: true },
  command: { imports: allOfCore, usesPackages: true },
  gateway: { imports: allOfCore, usesPackages: true },
  'edge-agent': { imports: allOfCore, usesPackages: true },
  'admin-web': { imports: [], importsTypesOf: ['http'], usesPackages: true },
}

/** A thirteenth file asks for a better noun; deeper folders hide things. */
export const folderFileLimit = 12
export const folderDepthLimit = 2

/** The area of a path below the repository, or `null` for one that belongs nowhere. */
export function areaOf(path: string): string | null {
  if (path.startsWith('core/src/wire/gen/')) return 'generated'
  // The command `liandong` is a program; it hands its parts what they may not import.
  if (path === 'core/src/cli/main.ts') return 'command'
  const [, area] = /^core\/src\/([^/]+)\//.exec(path) ?? /^(gateway|edge-agent|admin-web)\/src\//.exec(path) ?? []
  return area !== undefined && area in rules ? area : null
}
