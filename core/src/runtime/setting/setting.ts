import { readFileSync } from 'node:fs'
import { Secret } from '../secret.js'

/** One setting, declared once: its type, its check, and its line in the help all come from here. */
export interface Setting<Value> {
  readonly kind: 'setting'
  readonly type: 'text' | 'integer' | 'flag' | 'choice' | 'secret'
  readonly help: string
  /** In words, for the help; empty when any value of the type will do. */
  readonly limits: string
  /** Absent when the setting must be given; `null` when it may stay unset. */
  readonly default?: Value
  readonly parse: (raw: unknown) => Parsed<Value>
}

export type Parsed<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'mistake'; readonly mistake: string }

interface Common<Default> {
  readonly help: string
  readonly default?: Default
}

export function text<Default extends string | null = string>(
  options: Common<Default> & { readonly pattern?: RegExp; readonly limits?: string },
): Setting<string | Default> {
  const { pattern, limits = pattern === undefined ? '' : `matches ${pattern.source}`, ...rest } = options
  return setting('text', rest, limits, (raw) => {
    if (typeof raw !== 'string' || raw === '') return mistake('must be a text that is not empty')
    return pattern === undefined || pattern.test(raw) ? value(raw) : mistake(`must be so: ${limits}`)
  })
}

export function integer<Default extends number | null = number>(
  options: Common<Default> & { readonly min: number; readonly max: number },
): Setting<number | Default> {
  const { min, max, ...rest } = options
  return setting('integer', rest, `${min} to ${max}`, (raw) => {
    const given = typeof raw === 'string' && /^-?\d+$/.test(raw) ? Number(raw) : raw
    const fits = Number.isSafeInteger(given) && (given as number) >= min && (given as number) <= max
    return fits ? value(given as number) : mistake(`must be a whole number from ${min} to ${max}`)
  })
}

export function flag(options: Common<boolean>): Setting<boolean> {
  return setting('flag', options, 'true or false', (raw) => {
    if (raw === true || raw === 'true') return value(true)
    return raw === false || raw === 'false' ? value(false) : mistake('must be true or false')
  })
}

export function choice<const Value extends string, Default extends Value | null = Value>(
  options: Common<Default> & { readonly values: readonly Value[] },
): Setting<Value | Default> {
  const { values, ...rest } = options
  return setting('choice', rest, values.join(', '), (raw) => {
    const chosen = values.find((candidate) => candidate === raw)
    return chosen === undefined ? mistake(`must be one of: ${values.join(', ')}`) : value(chosen)
  })
}

/** Given as the name of a file, so that it is neither in the environment nor in a configuration that people copy. */
export function secret<Default extends Secret | null = Secret>(options: Common<Default>): Setting<Secret | Default> {
  return setting('secret', options, 'the name of a file that holds it', (raw) => {
    if (typeof raw !== 'string' || raw === '') return mistake('must be the name of a file')
    try {
      const content = readFileSync(raw, 'utf8').trim()
      return content === '' ? mistake('names an empty file') : value(new Secret(content))
    } catch (cause) {
      return mistake(`names a file that cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'})`)
    }
  })
}

function setting<Value, Default extends Value | null>(
  type: Setting<Value>['type'],
  { help, ...rest }: Common<Default>,
  limits: string,
  parse: (raw: unknown) => Parsed<Value>,
): Setting<Value | Default> {
  return { kind: 'setting', type, help, limits, parse, ...rest }
}

function value<Value>(parsed: Value): Parsed<Value> {
  return { kind: 'value', value: parsed }
}

function mistake(text: string): Parsed<never> {
  return { kind: 'mistake', mistake: text }
}
