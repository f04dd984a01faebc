import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** A set-up that finds nothing to do, the bench's own build, and some hundred registrations on every side. */
const DEADLINE_MS = 180_000

/** The smallest contest there is, as a program reads it. */
function bench(...more: string[]) {
  const argv = ['tools/bench.mjs', 'accept', '--json', '--quick', '--runs', '1', '--only', 'accept, 1 caller', ...more]
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: root, encoding: 'utf8' })
  return { status, stdout, stderr }
}

const number = expect.any(Number)

test(
  'a bench prints its report and nothing else, ours beside a floor that ran, and nothing missing',
  () => {
    const { status, stdout } = bench()
    const report: unknown = JSON.parse(stdout)
    const row = (name: string, unit: string, better: 'higher' | 'lower') => ({
      name,
      unit,
      better,
      runs: [number],
      value: number,
      spread: 0,
      floor: number,
      peer: null,
      peerNote: null,
      ratioToFloor: number,
      ratioToPeer: null,
      cpuSeconds: { site: number, 'floor same rows': number, 'floor lean tables': number },
      rssMB: { site: number, 'floor same rows': number, 'floor lean tables': number },
      missing: 0,
    })
    expect(report).toEqual({
      bench: 'accept',
      date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      machine: { cores: number, node: process.version, cpu: expect.any(String) },
      rows: [
        row('accept, 1 caller', 'cases/s', 'higher'),
        row('accept, 1 caller, p99', 'ms', 'lower'),
        row('accept, 1 caller, beside lean tables', 'cases/s', 'higher'),
      ],
      verdict: 'ok',
    })
    expect(status).toBe(0)
  },
  DEADLINE_MS,
)

test(
  'a floor that did not run fails the bench, though its report is printed',
  () => {
    const { status, stdout, stderr } = bench('--without', 'floor')
    expect(JSON.parse(stdout)).toMatchObject({ rows: [{ floor: null, ratioToFloor: null }, {}, {}] })
    expect([status, stderr]).toEqual([1, expect.stringContaining('accept, 1 caller: its floor did not run')])
  },
  DEADLINE_MS,
)

test(
  'stations that come back are all let in, beside as many bare handshakes',
  () => {
    const argv = ['tools/bench.mjs', 'handshakes', '--json', '--quick', '--runs', '1']
    const { status, stdout } = spawnSync(process.execPath, argv, { cwd: root, encoding: 'utf8' })
    const { rows } = JSON.parse(stdout) as { rows: readonly object[] }
    const row = { unit: 'ms', better: 'lower', value: number, floor: number, ratioToFloor: number, missing: 0 }
    expect(rows).toMatchObject([
      { name: '40 handshakes', ...row },
      { name: '40 dials let in', ...row },
    ])
    expect(status).toBe(0)
  },
  DEADLINE_MS,
)
