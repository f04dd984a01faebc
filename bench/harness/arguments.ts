import { parseArgs } from 'node:util'
import { type Side, SIDES } from './contest.js'

export interface Arguments {
  readonly name: string
  readonly json: boolean
  readonly runs: number
  /** Small counts: shows that everything runs, its figures prove nothing. */
  readonly quick: boolean
  readonly without: readonly Side[]
  /** Part of the name of the rows to measure; null measures all. */
  readonly only: string | null
}

/** Five runs give a median that one disturbed run cannot move. */
const RUNS = 5
const QUICK_RUNS = 2

/** Reads the command line; throws with the usage when it is not understood. */
export function readArguments(argv: readonly string[], names: readonly string[]): Arguments {
  const usage = `usage: npm run bench -- ${names.join('|')} [--json] [--quick] [--runs N] [--without ours|floor|peer] [--only TEXT]`
  const { values, positionals } = parse(argv, usage)
  const [name, ...rest] = positionals
  if (name === undefined || rest.length > 0 || !names.includes(name)) throw new Error(usage)
  const runs = values.runs === undefined ? (values.quick ? QUICK_RUNS : RUNS) : Number(values.runs)
  if (!Number.isInteger(runs) || runs < 1) throw new Error(usage)
  const without = values.without.map((word) => SIDES.find((side) => side === word) ?? fail(usage))
  return { name, json: values.json, quick: values.quick, runs, without, only: values.only ?? null }
}

function parse(argv: readonly string[], usage: string) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        runs: { type: 'string' },
        without: { type: 'string', multiple: true, default: [] },
        only: { type: 'string' },
      },
    })
  } catch (error) {
    throw new Error(usage, { cause: error })
  }
}

function fail(usage: string): never {
  throw new Error(usage)
}
