import type { Grant, ItemDraft, Step } from '../item.js'
import { blankGuide, blankMaterial } from '../catalogue/blank.js'
import type { Guide } from '../catalogue/guide.js'
import type { Finding, Findings } from './finding.js'

export const accept = step('accept', 'accept')
export const decide = step('decide', 'decide')

/** A step of the bureau o1. */
export function step(id: string, kind: Step['kind'], changes: Partial<Step> = {}): Step {
  return { id, name: id, kind, organ: 'o1', level: 'county', actedBy: null, externalSystem: null, ...changes }
}

/** A county's permit that no rule has anything to say about. */
export const permit: ItemDraft = {
  id: 'permit',
  version: 1,
  name: '占用绿地审批',
  type: '01',
  level: 'county',
  organ: 'o1',
  handling: 'promised',
  promised: { amount: 10, unit: 'working-day' },
  legal: { amount: 20, unit: 'working-day' },
  withdrawable: true,
  hasResult: true,
  grants: [
    { level: 'county', organ: 'o1', power: 'decide' },
    { level: 'village', organ: null, power: 'proxy' },
  ],
  steps: [accept, decide],
  materials: [{ ...blankMaterial('id-card', '身份证'), copies: 1 }],
  scenarioGroups: [
    {
      id: 'which',
      question: '何种情形',
      options: [{ id: 'all', name: '一般', materials: ['id-card'] }],
      askedWhen: [],
    },
  ],
  form: { type: 'object', properties: { area: { type: 'number' } }, required: ['area'] },
  effectiveFrom: '2026-01-01',
  guide: { ...blankGuide, results: [{ kind: '2', name: '批准文件', sample: null, certificateType: null }] },
  source: '测试',
  invented: [],
}

/** A public service the village finishes by itself. */
export const service: ItemDraft = {
  ...permit,
  id: 'service',
  type: '20',
  level: 'village',
  organ: null,
  legal: null,
  grants: [{ level: 'village', organ: null, power: 'village-handle' }],
  steps: [{ ...decide, organ: null, level: 'village' }],
}

/** A grant to the village. */
export function village(power: Grant['power'], organ: string | null = null): Grant {
  return { level: 'village', organ, power }
}

/** The permit with another guide. */
export function guided(changes: Partial<Guide>, item: ItemDraft = permit): ItemDraft {
  return { ...item, guide: { ...item.guide, ...changes } }
}

/** What was found, each as `severity code path`. */
export function told(findings: Findings | readonly Finding[]): string[] {
  return findings.flatMap((finding) => (finding === false ? [] : [`${finding.severity} ${finding.code} ${finding.path}`]))
}
