import fc from 'fast-check'
import type { Guide, LegalBasis } from '../../domain/catalogue/guide.js'
import type { ItemDraft, Material, ScenarioGroup, Step } from '../../domain/item.js'
import type { Limit } from '../../domain/values.js'

/** Text as people and machines write it: blanks at its edges, signs that Excel or XML might take for their own. */
const piece = fc.constantFrom(
  ...[
    '事项',
    '居民身份证',
    ' ',
    '\n',
    '、',
    ';',
    '=1+1',
    '<b>&amp;',
    '_x0041_',
    '‹续文1›',
    '[',
    '"',
    "'",
    '\t',
    '\r\n',
    '𠮷',
    '0012',
    '是',
    ',',
  ],
)
const any = fc.oneof(
  { weight: 3, arbitrary: fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  },
)
const line = any
const passage = fc.oneof(
  line,
  fc.integer({ min: 50, max: 300 }).map((count) => '长'.repeat(count)),
)
const id = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,15}$/)
const organ = fc.constantFrom('o0001', 'o0002', 'o0003')
const note = fc.option(passage, { nil: null })
const oneLine = fc.option(line, { nil: null })
const flag = fc.boolean()
const lines = fc.array(line, { maxLength: 3 })
const limit: fc.Arbitrary<Limit | null> = fc.option(
  fc.record({ amount: fc.integer({ min: 1, max: 9999 }), unit: fc.constantFrom('working-day', 'calendar-day', 'hour') }),
  { nil: null },
)
const level = fc.constantFrom('city', 'county', 'township', 'village')
const date = fc.integer({ min: 0, max: 4000 }).map((day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10))
const code = fc.option(fc.stringMatching(/^[0-9A-Z]{1,33}$/), { nil: null })
const law: fc.Arbitrary<LegalBasis> = fc.record({ law: line, documentNumber: oneLine, clause: oneLine, text: note })

const material: fc.Arbitrary<Material> = fc.record({
  id,
  name: line,
  originals: fc.integer({ min: 0, max: 99 }),
  copies: fc.integer({ min: 0, max: 99 }),
  necessity: fc.constantFrom('required', 'optional', 'later'),
  kind: fc.constantFrom('original', 'copy', 'either'),
  format: fc.constantFrom('paper', 'electronic', 'either', 'automatic'),
  sourceChannel: fc.constantFrom('10', '20', '30', '99'),
  sourceExplain: note,
  issuedByItem: fc.option(id, { nil: null }),
  firstParty: oneLine,
  paperSize: oneLine,
  blankForm: oneLine,
  sample: oneLine,
  fillingNotes: note,
  acceptanceStandard: note,
  legalBasis: note,
  certificateType: oneLine,
})

const step: fc.Arbitrary<Step> = fc.record({
  id,
  name: line,
  kind: fc.constantFrom('accept', 'examine', 'site-survey', 'joint-review', 'decide', 'certificate', 'external'),
  organ: fc.option(organ, { nil: null }),
  level,
  actedBy: oneLine,
  externalSystem: oneLine,
})

const guide: fc.Arbitrary<Guide> = fc.record({
  codes: fc.record({
    scheme: fc.constantFrom('GB/T 39046-2020', 'GB/T 39554-2020', 'local'),
    catalogue: code,
    task: code,
    handleItem: code,
    localCatalogue: code,
    localTask: code,
  }),
  base: fc.option(fc.record({ entry: id, version: fc.integer({ min: 1, max: 99 }) }), { nil: null }),
  implementation: fc.option(fc.record({ id, name: line }), { nil: null }),
  powerSource: fc.constantFrom('1', '2', '3', '4', '5', '6'),
  supervisingOrgan: fc.option(organ, { nil: null }),
  formerOrgan: fc.option(organ, { nil: null }),
  entrustingOrgan: fc.option(organ, { nil: null }),
  jointOrgans: fc.array(organ, { maxLength: 2 }),
  company: oneLine,
  recordOnly: flag,
  sensitive: flag,
  highRisk: flag,
  handledAt: fc.constantFrom('here', 'external', 'both'),
  externalSystems: lines,
  serviceObjects: fc.subarray(['1', '2', '3', '4', '5', '6']),
  handlingForms: fc.subarray(['1', '2', '3', '4', '9']),
  area: fc.option(fc.constantFrom('1', '2', '3', '4', '5', '6'), { nil: null }),
  visits: fc.option(fc.integer({ min: 0, max: 99 }), { nil: null }),
  visitsExplain: note,
  conditions: fc.array(passage, { maxLength: 3 }),
  flow: note,
  legalExplain: note,
  promisedExplain: note,
  quota: note,
  legalBasis: fc.array(law, { maxLength: 2 }),
  fees: fc.array(
    fc
      .record({ name: line, standard: passage, basis: fc.option(law, { nil: null }), reducible: flag, reductionBasis: note })
      .map((fee) =>
        // A fee whose law is unknown has no clause either.
        fee.basis === null ? { ...fee, basis: null } : fee,
      ),
    { maxLength: 2 },
  ),
  specialSteps: fc.array(
    fc.record({
      name: line,
      kind: fc.constantFrom('1', '2'),
      limit,
      basis: note,
      chargeBasis: note,
      insideLimit: flag,
      ground: fc.option(fc.constantFrom('hearing', 'testing', 'expert-review'), { nil: null }),
    }),
    { maxLength: 2 },
  ),
  results: fc.array(
    fc.record({ kind: fc.constantFrom('1', '2', '3', '4'), name: line, sample: oneLine, certificateType: oneLine }),
    { maxLength: 2 },
  ),
  questions: fc.array(fc.record({ question: passage, answer: passage }), { maxLength: 2 }),
  preconditions: fc.array(fc.record({ item: fc.option(id, { nil: null }), name: line }), { maxLength: 2 }),
  intermediaries: lines,
  address: note,
  hours: note,
  consult: note,
  complain: note,
  inCentre: flag,
  onlineDepth: oneLine,
  payOnline: flag,
  express: flag,
  booking: flag,
  terminals: flag,
  topics: lines,
  lifeEvents: lines,
  keywords: lines,
  planCancel: fc.option(date, { nil: null }),
  formTemplate: note,
}) as fc.Arbitrary<Guide>

const groups: fc.Arbitrary<readonly ScenarioGroup[]> = fc.uniqueArray(id, { maxLength: 3 }).chain((ids) =>
  fc.tuple(
    ...ids.map((group) =>
      fc.record({
        id: fc.constant(group),
        question: line,
        options: fc.array(fc.record({ id, name: line, materials: fc.array(id, { maxLength: 3 }) }), { maxLength: 3 }),
        askedWhen: fc.array(id, { maxLength: 2 }),
      }),
    ),
  ),
)

/** A draft of the right shape; what its parts mean together is left to chance. */
export const anyDraft: fc.Arbitrary<ItemDraft> = fc.record({
  id,
  version: fc.integer({ min: 1, max: 999 }),
  name: line,
  type: fc.constantFrom('01', '05', '07', '10', '20'),
  level,
  organ: fc.option(organ, { nil: null }),
  handling: fc.constantFrom('instant', 'promised'),
  promised: limit,
  legal: limit,
  withdrawable: flag,
  hasResult: flag,
  grants: fc.array(
    fc.record({ level, organ: fc.option(organ, { nil: null }), power: fc.constantFrom('decide', 'receive', 'proxy', 'consult') }),
    { maxLength: 3 },
  ),
  steps: fc.array(step, { maxLength: 3 }),
  materials: fc.array(material, { maxLength: 4 }),
  scenarioGroups: groups,
  // JSON knows no minus zero.
  form: fc
    .dictionary(fc.constantFrom('type', 'properties', 'title', 'x-warn'), fc.jsonValue({ maxDepth: 3 }))
    .map((form) => JSON.parse(JSON.stringify(form))),
  effectiveFrom: date,
  guide,
  source: passage,
  invented: lines,
}) as fc.Arbitrary<ItemDraft>
