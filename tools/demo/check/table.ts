import type { CaseVerdict } from './compare.js'

/** One line for each case: number, stage, and the head of its chain at every site on its path. */
export function tableOf(verdicts: readonly CaseVerdict[], nameOf: (site: string) => string): readonly string[] {
  const rows = verdicts.map((verdict) => [
    verdict.isEqual && verdict.missing.length === 0 ? '✓' : '✗',
    verdict.number,
    verdict.stage.padEnd(12),
    verdict.heads.map(({ site, head }) => `${nameOf(site)} ${head?.slice(0, 8) ?? '--------'}`).join('  '),
  ])
  return [
    '  办件编号 case number                stage         链头 head of the chain at every site on its path',
    ...rows.map((row) => row.join(' ')),
  ]
}

/** Every act that was acknowledged and is missing somewhere, by name. */
export function missingLines(verdicts: readonly CaseVerdict[], nameOf: (site: string) => string): readonly string[] {
  return verdicts.flatMap(({ number, missing }) =>
    missing.map(({ act, requestId, missingAt }) => `missing: ${act} ${requestId ?? ''} of ${number} at ${nameOf(missingAt)}`),
  )
}
