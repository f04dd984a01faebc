import { readFileSync } from 'node:fs'
import type { Usage } from './contest.js'

/** The kernel reports processor time in hundredths of a second on every Linux Node runs on. */
const TICKS_PER_SECOND = 100
/** Fields of /proc/PID/stat after the command's name: user and system time are the 12th and 13th. */
const USER_TICKS = 11
const SYSTEM_TICKS = 12

/** Processor time since the process began and its resident memory now, as the kernel counts them for any process. */
export function usageOf(pid: number): Usage {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return {
    cpuSeconds: (Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND,
    rssMB: Number(resident?.[1] ?? 0) / 1024,
  }
}

/** Runs `work` and answers what each of the processes used meanwhile; memory is what it held at the end. */
export async function whileMeasured<T>(pids: Readonly<Record<string, number>>, work: () => Promise<T>) {
  const before = usagesOf(pids)
  const result = await work()
  const usage = Object.entries(usagesOf(pids)).map(([name, { cpuSeconds, rssMB }]) => {
    return [name, { cpuSeconds: cpuSeconds - (before[name]?.cpuSeconds ?? 0), rssMB }] as const
  })
  return { result, usage: Object.fromEntries(usage) as Readonly<Record<string, Usage>> }
}

function usagesOf(pids: Readonly<Record<string, number>>): Record<string, Usage> {
  return Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, usageOf(pid)]))
}
