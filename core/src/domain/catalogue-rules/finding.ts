/** What a rule of content found, by name. */
export type FindingCode =
  | 'village-never-decides'
  | 'village-handling'
  | 'organ-missing'
  | 'power-missing'
  | 'company-decides'
  | 'record-decides'
  | 'promise-missing'
  | 'instant-promise'
  | 'instant-external'
  | 'external-undeclared'
  | 'result-unnamed'
  | 'steps-missing'
  | 'step-external'
  | 'id-repeated'
  | 'promise-too-long'
  | 'legal-limit-long'
  | 'material-none'
  | 'material-kind'
  | 'material-catch-all'
  | 'material-issued-here'
  | 'scenario-empty'
  | 'scenario-material'
  | 'scenario-asked-when'
  | 'fee-without-basis'
  | 'fee-low-basis'
  | 'reduction-without-basis'
  | 'outside-limit'
  | 'survey-outside-limit'
  | 'code-form'
  | 'code-differs'
  | 'delegate-no-organ'
  | 'delegation-unnamed'
  | 'delegation-passed-on'
  | 'mutual-precondition'
  | 'form-broken'

/** One thing a rule found in an item. Refusals keep a version from being published; warnings are shown and stop nothing. */
export interface Finding {
  readonly code: FindingCode
  readonly severity: 'refusal' | 'warning'
  /** JSON Pointer into the item. */
  readonly path: string
  /** What the rule rests on; null where it is only that the item contradicts itself. */
  readonly article: string | null
  readonly zh: string
  readonly en: string
}

/** A rule answers with what it found, `false` where it found nothing. */
export type Findings = readonly (Finding | false)[]

/** Where and why; both languages name the article. */
export interface Told {
  readonly path: string
  readonly article?: string
  readonly zh: string
  readonly en: string
}

/** A finding that keeps the version from being published. */
export function refuses(code: FindingCode, told: Told): Finding {
  return { code, severity: 'refusal', ...worded(told) }
}

/** A finding that is only told. */
export function warns(code: FindingCode, told: Told): Finding {
  return { code, severity: 'warning', ...worded(told) }
}

function worded({ path, article, zh, en }: Told): Omit<Finding, 'code' | 'severity'> {
  if (article === undefined) return { path, article: null, zh, en }
  return { path, article, zh: `${zh}(${article})`, en: `${en} (${article})` }
}

/** Only what was found. */
export function found(findings: Findings): Finding[] {
  return findings.filter((finding) => finding !== false)
}

/** Ids that stand more than once, each once. */
export function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
}
