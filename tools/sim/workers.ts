import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** What a worker says of one story. */
export interface Played {
  readonly seed: number
  readonly violations: readonly string[]
  readonly counts: readonly (readonly [string, number])[]
  readonly ms: number
}

const program = fileURLToPath(new URL('../sim.ts', import.meta.url))

/** Plays stories in as many processes as there are processors; each takes every so-manieth seed. */
export async function playAll(seeds: readonly number[]): Promise<Played[]> {
  const workerCount = Math.min(availableParallelism(), 4, seeds.length)
  const shares = Array.from({ length: workerCount }, (_, worker) =>
    seeds.filter((_seed, index) => index % workerCount === worker),
  )
  const played = await Promise.all(shares.map(playShare))
  return played.flat().sort((a, b) => seeds.indexOf(a.seed) - seeds.indexOf(b.seed))
}

/** A worker that dies leaves its other stories unplayed: they count as failed. */
async function playShare(seeds: readonly number[]): Promise<Played[]> {
  const args = ['--import', 'tsx', '--conditions=source', program, '--list', seeds.join(',')]
  const worker = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const played: Played[] = []
  for await (const line of createInterface({ input: worker.stdout })) if (line.startsWith('{')) played.push(JSON.parse(line))
  const done = new Set(played.map(({ seed }) => seed))
  const unplayed = seeds.filter((seed) => !done.has(seed))
  return [...played, ...unplayed.map((seed) => ({ seed, violations: ['its worker died before it'], counts: [], ms: 0 }))]
}
