// Usage: npm run docs:errors — writes docs/errors.md from the fault catalogue; a test fails while the two differ.

import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type FaultCode, faults, type Retry } from '@liandong/core/domain/fault.js'
import { faultTable } from '@liandong/core/wire/faults/fault-table.js'

const RETRY_WORDS: Readonly<Record<Retry, string>> = {
  never: 'never',
  'after-change': 'after the state changes',
  'back-off': 'by itself, with back-off',
  'after-upgrade': 'after an upgrade',
}

/** The page as it must stand: one section per area, one row per code. */
export function errorsPage(): string {
  const codes = Object.keys(faults) as FaultCode[]
  const areas = [...new Set(codes.map(areaOf))].sort()
  const sections = areas.map((area) => section(area, codes.filter((code) => areaOf(code) === area).sort()))
  return `${HEAD}\n${sections.join('\n')}`
}

function areaOf(code: FaultCode): string {
  return code.slice(0, code.indexOf('/'))
}

function section(area: string, codes: readonly FaultCode[]): string {
  return `## ${area}\n\n| code | HTTP | gRPC | try again | what happened | next step |\n| --- | --- | --- | --- | --- | --- |\n${codes.map(row).join('\n')}\n`
}

function row(code: FaultCode): string {
  const { retry, zh, zhNext, en, enNext } = faults[code]
  const { http, grpc } = faultTable[code]
  return `| \`${code}\` | ${http} | ${grpc} | ${RETRY_WORDS[retry]} | ${zh}<br>${en} | ${zhNext}<br>${enNext} |`
}

const HEAD = `# Errors

Every failure a person or a neighbouring site can meet, by its code. Codes are never reused. Over HTTP they come as
\`application/problem+json\` with \`code\`, words in the language asked for, and a \`traceId\`; over gRPC in the status detail;
between sites as the reason of what is held or parked. A refusal that is part of a case's log is kept under the same code.
`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(fileURLToPath(new URL('../docs/errors.md', import.meta.url)), errorsPage())
}
