import type { Content } from '../catalogue/shapes.js'

interface Begun {
  readonly id: string
  readonly name: string
  readonly organ: string | null
  readonly today: string
}

/** A new item of which nothing is written yet but its name; the rules then say what is missing. */
export function blankItem({ id, name, organ, today }: Begun): Content {
  const level = 'county' as const
  return {
    ...{ id, version: 1, name, type: '07', level, organ, handling: 'promised', legal: null, withdrawable: true },
    promised: { amount: 5, unit: 'working-day' },
    hasResult: false,
    grants: organ === null ? [] : [{ level, organ, power: 'decide' }],
    steps: [
      { id: 'accept', name: '受理', kind: 'accept', organ, level, actedBy: null, externalSystem: null },
      { id: 'decide', name: '决定', kind: 'decide', organ, level, actedBy: null, externalSystem: null },
    ],
    materials: [],
    scenarioGroups: [],
    form: { type: 'object', properties: {}, required: [], additionalProperties: false },
    effectiveFrom: today,
    guide: blankGuide,
    source: '本级新增',
    invented: [],
  }
}

const blankCodes: Content['guide']['codes'] = {
  ...{ scheme: 'local', catalogue: null, task: null, handleItem: null, localCatalogue: null, localTask: null },
}

const blankGuide: Content['guide'] = {
  ...{ codes: blankCodes, base: null, implementation: null, powerSource: '1', supervisingOrgan: null, formerOrgan: null },
  ...{ entrustingOrgan: null, jointOrgans: [], company: null, recordOnly: false, sensitive: false, highRisk: false },
  ...{ handledAt: 'here', externalSystems: [], serviceObjects: ['1'], handlingForms: ['1'], area: null, visits: null },
  ...{ visitsExplain: null, conditions: [], flow: null, legalExplain: null, promisedExplain: null, quota: null },
  ...{ legalBasis: [], fees: [], specialSteps: [], results: [], questions: [], preconditions: [], intermediaries: [] },
  ...{ address: null, hours: null, consult: null, complain: null, inCentre: false, onlineDepth: null, payOnline: false },
  ...{ express: false, booking: false, terminals: false, topics: [], lifeEvents: [], keywords: [], planCancel: null },
  formTemplate: null,
}
