import { availableParallelism, cpus } from 'node:os'
import { rounded } from './figures.js'
import type { Row } from './row.js'

export interface Machine {
  readonly cores: number
  readonly node: string
  readonly cpu: string
}

/** What `--json` prints; its form is a contract with whoever keeps the figures. */
export interface Report {
  readonly bench: string
  readonly date: string
  readonly machine: Machine
  readonly rows: readonly Row[]
  readonly verdict: string
}

export function thisMachine(): Machine {
  return { cores: availableParallelism(), node: process.version, cpu: cpus()[0]?.model ?? 'unknown' }
}

/** The report for people: ours beside floor and peer with absolute figures, then what each process used. */
export function tableOf(report: Report): string {
  const head = ['', 'unit', 'better', 'ours', 'spread', 'floor', 'ratio', 'peer', 'ratio', 'missing']
  const lines = [head, ...report.rows.map(cellsOf)]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const table = lines.map((line) => line.map((cell, column) => padded(cell, widths[column] ?? 0, column)).join('  '))
  const { cores, node, cpu } = report.machine
  return [
    `${report.bench}, ${report.date}, ${cores} cores, ${cpu}, node ${node}`,
    '',
    ...table,
    '',
    ...usageLines(report.rows),
    ...notesOf(report.rows),
    report.verdict,
  ].join('\n')
}

function cellsOf(row: Row): readonly string[] {
  const { name, unit, better } = row
  const spread = row.spread === null ? '–' : `${Math.round(row.spread * 100)} %`
  const figures = [row.floor, row.ratioToFloor, row.peer, row.ratioToPeer, row.missing].map(text)
  return [name, unit, better, text(row.value), spread, ...figures]
}

function text(value: number | null): string {
  return value === null ? '–' : String(rounded(value))
}

function padded(cell: string, width: number, column: number): string {
  return column < 3 ? cell.padEnd(width) : cell.padStart(width)
}

/** One line for each contest: its rows share their processes. */
function usageLines(rows: readonly Row[]): readonly string[] {
  const lines = rows.map((row) => {
    const processes = Object.keys(row.cpuSeconds)
    return processes.map((name) => `${name} ${row.cpuSeconds[name]} s cpu ${row.rssMB[name]} MB`).join(', ')
  })
  return lines.flatMap((line, index) => (line === lines[index - 1] || line === '' ? [] : [`${rows[index]?.name}: ${line}`]))
}

function notesOf(rows: readonly Row[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => (row.peerNote === null ? [] : [`peer: ${row.peerNote}`])))]
}
