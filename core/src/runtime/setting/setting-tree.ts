import type { Setting } from './setting.js'

/** Settings by name, in folders as deep as one likes: `{ http: { port: integer({ … }) } }`. */
export interface Settings {
  readonly [name: string]: Setting<unknown> | Settings
}

/** Values in the shape of their settings, while they are being read. */
export type SettingTree = { [name: string]: unknown }

export interface DeclaredSetting {
  readonly path: readonly string[]
  /** In the configuration file: `http.portCount`; a secret's ends in `File`. */
  readonly key: string
  /** In the environment: `LIANDONG_HTTP_PORT_COUNT`; a secret's ends in `_FILE`. */
  readonly variable: string
  readonly setting: Setting<unknown>
}

/** Every setting with its names, in the order declared: what a page of help prints. */
export function flatten(settings: Settings): readonly DeclaredSetting[] {
  const all = settingsBelow(settings, [])
  const variables = all.map(({ variable }) => variable)
  const twice = variables.find((variable, at) => variables.indexOf(variable) !== at)
  if (twice !== undefined) throw new Error(`two settings would be read from ${twice}`)
  return all
}

function settingsBelow(settings: Settings, path: readonly string[]): DeclaredSetting[] {
  return Object.entries(settings).flatMap(([name, part]) =>
    isSetting(part) ? [declare([...path, name], part)] : settingsBelow(part, [...path, name]),
  )
}

function isSetting(part: Setting<unknown> | Settings): part is Setting<unknown> {
  return part.kind === 'setting'
}

function declare(path: readonly string[], setting: Setting<unknown>): DeclaredSetting {
  const key = path.join('.') + (setting.type === 'secret' ? 'File' : '')
  const words = key.replaceAll('.', '_').replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
  return { path, key, variable: `LIANDONG_${words.toUpperCase()}`, setting }
}
