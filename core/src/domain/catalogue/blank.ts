import type { Material } from '../item.js'
import type { MaterialId } from '../values.js'
import type { Guide, ItemCodes, LegalBasis } from './guide.js'

export const blankCodes: ItemCodes = {
  scheme: 'local',
  catalogue: null,
  task: null,
  handleItem: null,
  localCatalogue: null,
  localTask: null,
}

/** A guide nobody has written yet: what a new version and the reading of a sparse table begin with. */
export const blankGuide: Guide = {
  codes: blankCodes,
  base: null,
  implementation: null,
  powerSource: '1',
  supervisingOrgan: null,
  formerOrgan: null,
  entrustingOrgan: null,
  jointOrgans: [],
  company: null,
  recordOnly: false,
  sensitive: false,
  highRisk: false,
  handledAt: 'here',
  externalSystems: [],
  serviceObjects: [],
  handlingForms: [],
  area: null,
  visits: null,
  visitsExplain: null,
  conditions: [],
  flow: null,
  legalExplain: null,
  promisedExplain: null,
  quota: null,
  legalBasis: [],
  fees: [],
  specialSteps: [],
  results: [],
  questions: [],
  preconditions: [],
  intermediaries: [],
  address: null,
  hours: null,
  consult: null,
  complain: null,
  inCentre: false,
  onlineDepth: null,
  payOnline: false,
  express: false,
  booking: false,
  terminals: false,
  topics: [],
  lifeEvents: [],
  keywords: [],
  planCancel: null,
  formTemplate: null,
}

/** One original on paper, the applicant's own, required: what a line of a list of papers means when it says no more. */
export function blankMaterial(id: MaterialId, name: string): Material {
  return {
    id,
    name,
    originals: 1,
    copies: 0,
    necessity: 'required',
    kind: 'original',
    format: 'paper',
    sourceChannel: '10',
    sourceExplain: null,
    issuedByItem: null,
    firstParty: null,
    paperSize: null,
    blankForm: null,
    sample: null,
    fillingNotes: null,
    acceptanceStandard: null,
    legalBasis: null,
    certificateType: null,
  }
}

/** A law named and nothing more. */
export function lawNamed(law: string): LegalBasis {
  return { law, documentNumber: null, clause: null, text: null }
}
