import { flatten, type DeclaredSetting, type Settings } from '../../runtime/setting/setting-tree.js'

/** One line for each setting: its variable, what it may be, what it is when not given, what it is for. */
export function describeSettings(settings: Settings): readonly string[] {
  const all = flatten(settings)
  const width = Math.max(...all.map(({ variable }) => variable.length))
  return all.map((declared) => `${declared.variable.padEnd(width)}  ${declared.setting.help} ${inBrackets(declared)}`)
}

function inBrackets({ setting }: DeclaredSetting): string {
  const { limits, type } = setting
  return `(${[limits === '' ? type : limits, defaultOf(setting.default)].join('; ')})`
}

function defaultOf(value: unknown): string {
  if (value === undefined) return 'must be given'
  return value === null ? 'may be left out' : `default ${JSON.stringify(value)}`
}
