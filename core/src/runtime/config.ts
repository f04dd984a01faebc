import { readFileSync } from 'node:fs'
import { flatten, type DeclaredSetting, type Settings, type SettingTree } from './setting/setting-tree.js'
import type { Setting } from './setting/setting.js'

/** What `settings` declare, read, checked, nested as declared and frozen. */
export type ConfigOf<Declared extends Settings> = {
  readonly [Name in keyof Declared]: Declared[Name] extends Setting<infer Value>
    ? Value
    : Declared[Name] extends Settings
      ? ConfigOf<Declared[Name]>
      : never
}

export type ReadConfig<Declared extends Settings> =
  | { readonly kind: 'config'; readonly config: ConfigOf<Declared> }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly string[] }

/** Names the JSON file; a variable of the environment wins over a line of the file. */
const fileVariable = 'LIANDONG_CONFIG'
const prefix = 'LIANDONG_'

/** Reads everything before it answers, so that one start shows every mistake. */
export function readConfig<const Declared extends Settings>(
  declared: Declared,
  env: Readonly<Record<string, string | undefined>>,
): ReadConfig<Declared> {
  const settings = flatten(declared)
  const mistakes: string[] = []
  const file = readFile(env[fileVariable], settings, mistakes)
  reportUnknownVariables(env, settings, mistakes)
  const config: SettingTree = {}
  for (const setting of settings) {
    const { given, source } = pick(setting, env, file)
    const result = given === undefined ? absent(setting) : setting.setting.parse(given)
    if (result.kind === 'mistake') mistakes.push(`${source} ${result.mistake}`)
    else place(config, setting.path, result.value)
  }
  if (mistakes.length > 0) return { kind: 'mistakes', mistakes }
  return { kind: 'config', config: freeze(config) as ConfigOf<Declared> }
}

function pick(setting: DeclaredSetting, env: Readonly<Record<string, string | undefined>>, file: Map<string, unknown>) {
  const fromEnv = env[setting.variable]
  if (fromEnv !== undefined) return { given: fromEnv, source: setting.variable }
  if (file.has(setting.key)) return { given: file.get(setting.key), source: `"${setting.key}" of the configuration file` }
  return { given: undefined, source: `${setting.variable} (or "${setting.key}" of the configuration file)` }
}

function absent({ setting }: DeclaredSetting) {
  return setting.default === undefined
    ? ({ kind: 'mistake', mistake: 'must be given' } as const)
    : ({ kind: 'value', value: setting.default } as const)
}

function reportUnknownVariables(env: object, settings: readonly DeclaredSetting[], mistakes: string[]): void {
  const known = new Set([fileVariable, ...settings.map((setting) => setting.variable)])
  for (const name of Object.keys(env).sort()) {
    if (name.startsWith(prefix) && !known.has(name)) mistakes.push(`${name} is no setting of this program`)
  }
}

function readFile(path: string | undefined, settings: readonly DeclaredSetting[], mistakes: string[]) {
  const values = new Map<string, unknown>()
  if (path === undefined) return values
  try {
    collect(JSON.parse(readFileSync(path, 'utf8')), '', new Set(settings.map((setting) => setting.key)), values, mistakes)
  } catch (cause) {
    mistakes.push(`${fileVariable} names a file that cannot be used: ${(cause as Error).message}`)
  }
  return values
}

function collect(given: unknown, key: string, known: Set<string>, values: Map<string, unknown>, mistakes: string[]): void {
  if (known.has(key)) values.set(key, given)
  else if (given !== null && typeof given === 'object' && !Array.isArray(given)) {
    for (const [name, part] of Object.entries(given)) collect(part, key === '' ? name : `${key}.${name}`, known, values, mistakes)
  } else if (key === '') mistakes.push(`${fileVariable} names a file that holds no JSON object`)
  else mistakes.push(`"${key}" of the configuration file is no setting of this program`)
}

function place(config: SettingTree, path: readonly string[], value: unknown): void {
  const folder = path.slice(0, -1).reduce((tree, name) => (tree[name] ??= {}) as SettingTree, config)
  folder[path.at(-1) as string] = value
}

function freeze(tree: SettingTree): SettingTree {
  for (const part of Object.values(tree)) {
    if (part !== null && typeof part === 'object' && Object.getPrototypeOf(part) === Object.prototype) freeze(part as SettingTree)
  }
  return Object.freeze(tree)
}
