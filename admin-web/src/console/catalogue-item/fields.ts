import type { CodeName, Content } from '../catalogue/shapes.js'

/** How one value of an item is typed and read. */
export type FieldKind =
  | 'line'
  | 'passage'
  | 'count'
  | 'flag'
  | 'date'
  | 'limit'
  | 'organ'
  | 'organs'
  | 'lines'
  | 'item'
  | 'law'
  | 'papers'
  | 'base'
  | 'options'
  | 'asked'
  | { readonly code: CodeName }
  | { readonly codes: CodeName }

export interface Field {
  /** Names from the item, or from a row of a list, to the value. */
  readonly path: readonly string[]
  readonly kind: FieldKind
  /** May be left empty: it is null then. */
  readonly isOptional: boolean
}

/** A list of like things, each row with an id or told apart by its place. */
export interface ListField {
  readonly path: readonly string[]
  readonly fields: readonly Field[]
  readonly blank: (id: string) => object
}

export interface Section {
  readonly name: string
  readonly fields: readonly Field[]
  readonly lists: readonly ListField[]
}

function must(path: string, kind: FieldKind): Field {
  return { path: path.split('.'), kind, isOptional: false }
}

function may(path: string, kind: FieldKind): Field {
  return { path: path.split('.'), kind, isOptional: true }
}

function listOf(path: string, blank: ListField['blank'], ...fields: readonly Field[]): ListField {
  return { path: path.split('.'), fields, blank }
}

const blankMaterial = (id: string): Content['materials'][number] => ({
  ...{ id, name: '', originals: 1, copies: 0, necessity: 'required', kind: 'original', format: 'paper', sourceChannel: '10' },
  ...{ sourceExplain: null, issuedByItem: null, firstParty: null, paperSize: null, blankForm: null, sample: null },
  ...{ fillingNotes: null, acceptanceStandard: null, legalBasis: null, certificateType: null },
})

const materials = listOf(
  'materials',
  blankMaterial,
  must('name', 'line'),
  must('necessity', { code: 'necessities' }),
  must('kind', { code: 'materialKinds' }),
  must('format', { code: 'materialFormats' }),
  must('originals', 'count'),
  must('copies', 'count'),
  must('sourceChannel', { code: 'sourceChannels' }),
  may('legalBasis', 'passage'),
  may('fillingNotes', 'passage'),
  may('acceptanceStandard', 'passage'),
  may('issuedByItem', 'item'),
  may('firstParty', 'line'),
  may('sourceExplain', 'passage'),
  may('paperSize', 'line'),
  may('blankForm', 'line'),
  may('sample', 'line'),
  may('certificateType', 'line'),
)

const steps = listOf(
  'steps',
  (id) => ({ id, name: '', kind: 'examine', organ: null, level: 'county', actedBy: null, externalSystem: null }),
  must('name', 'line'),
  must('kind', { code: 'stepKinds' }),
  must('level', { code: 'levels' }),
  may('organ', 'organ'),
  may('actedBy', 'line'),
  may('externalSystem', 'line'),
)

const scenarios = listOf(
  'scenarioGroups',
  (id) => ({ id, question: '', options: [], askedWhen: [] }),
  must('question', 'line'),
  must('options', 'options'),
  may('askedWhen', 'asked'),
)

const grants = listOf(
  'grants',
  () => ({ level: 'county', organ: null, power: 'receive' }),
  must('level', { code: 'levels' }),
  may('organ', 'organ'),
  must('power', { code: 'powers' }),
)

const laws = listOf(
  'guide.legalBasis',
  () => ({ law: '', documentNumber: null, clause: null, text: null }),
  must('law', 'line'),
  may('documentNumber', 'line'),
  may('clause', 'line'),
  may('text', 'passage'),
)

const fees = listOf(
  'guide.fees',
  () => ({ name: '', standard: '', basis: null, reducible: false, reductionBasis: null }),
  must('name', 'line'),
  must('standard', 'passage'),
  may('basis', 'law'),
  must('reducible', 'flag'),
  may('reductionBasis', 'passage'),
)

const specialSteps = listOf(
  'guide.specialSteps',
  () => ({ name: '', kind: '2', limit: null, basis: null, chargeBasis: null, insideLimit: true, ground: null }),
  must('name', 'line'),
  must('kind', { code: 'specialStepKinds' }),
  may('limit', 'limit'),
  must('insideLimit', 'flag'),
  may('ground', { code: 'stopGrounds' }),
  may('basis', 'passage'),
  may('chargeBasis', 'passage'),
)

const results = listOf(
  'guide.results',
  () => ({ kind: '1', name: '', sample: null, certificateType: null }),
  must('kind', { code: 'resultKinds' }),
  must('name', 'line'),
  may('sample', 'line'),
  may('certificateType', 'line'),
)

const questions = listOf(
  'guide.questions',
  () => ({ question: '', answer: '' }),
  must('question', 'line'),
  must('answer', 'passage'),
)

const preconditions = listOf('guide.preconditions', () => ({ item: null, name: '' }), must('name', 'line'), may('item', 'item'))

/** All an item says, in the order of the national guide. */
export const sections: readonly Section[] = [
  {
    name: 'basic',
    lists: [],
    fields: [
      must('name', 'line'),
      must('type', { code: 'itemTypes' }),
      must('level', { code: 'levels' }),
      may('organ', 'organ'),
      must('handling', { code: 'handlings' }),
      may('promised', 'limit'),
      may('legal', 'limit'),
      must('withdrawable', 'flag'),
      must('hasResult', 'flag'),
      may('guide.visits', 'count'),
      must('effectiveFrom', 'date'),
      may('guide.planCancel', 'date'),
    ],
  },
  {
    name: 'applying',
    lists: [],
    fields: [
      must('guide.serviceObjects', { codes: 'serviceObjects' }),
      must('guide.handlingForms', { codes: 'handlingForms' }),
      may('guide.area', { code: 'handleAreas' }),
      must('guide.conditions', 'lines'),
      may('guide.flow', 'passage'),
      may('guide.quota', 'passage'),
      may('guide.visitsExplain', 'passage'),
      may('guide.promisedExplain', 'passage'),
      may('guide.legalExplain', 'passage'),
    ],
  },
  { name: 'materials', fields: [], lists: [materials] },
  { name: 'scenarios', fields: [], lists: [scenarios] },
  { name: 'steps', fields: [], lists: [steps, specialSteps] },
  { name: 'powers', fields: [], lists: [grants] },
  { name: 'basis', fields: [], lists: [laws, fees] },
  { name: 'results', fields: [], lists: [results, questions, preconditions] },
  {
    name: 'organs',
    lists: [],
    fields: [
      must('guide.powerSource', { code: 'powerSources' }),
      may('guide.supervisingOrgan', 'organ'),
      may('guide.formerOrgan', 'organ'),
      may('guide.entrustingOrgan', 'organ'),
      must('guide.jointOrgans', 'organs'),
      may('guide.company', 'line'),
      must('guide.recordOnly', 'flag'),
      must('guide.sensitive', 'flag'),
      must('guide.highRisk', 'flag'),
      must('guide.externalSystems', 'lines'),
      must('guide.intermediaries', 'lines'),
    ],
  },
  {
    name: 'where',
    lists: [],
    fields: [
      may('guide.address', 'passage'),
      may('guide.hours', 'passage'),
      may('guide.consult', 'passage'),
      may('guide.complain', 'passage'),
      must('guide.inCentre', 'flag'),
      may('guide.onlineDepth', 'line'),
      must('guide.payOnline', 'flag'),
      must('guide.express', 'flag'),
      must('guide.booking', 'flag'),
      must('guide.terminals', 'flag'),
    ],
  },
  {
    name: 'finding',
    lists: [],
    fields: [
      must('guide.topics', 'lines'),
      must('guide.lifeEvents', 'lines'),
      must('guide.keywords', 'lines'),
      may('guide.codes.catalogue', 'line'),
      may('guide.codes.task', 'line'),
      may('guide.codes.handleItem', 'line'),
      may('guide.codes.localCatalogue', 'line'),
      may('guide.codes.localTask', 'line'),
      may('guide.base', 'base'),
      must('source', 'passage'),
    ],
  },
]

/** JSON Pointer, as findings name their place. */
export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((name) => `/${String(name).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('')
}

/** The name of a field in the words of this area. */
export function wordOf(path: readonly string[]): string {
  return path.join('_')
}
