import type { Guide, ItemCodes, LegalBasis } from '../../domain/catalogue/guide.js'
import { lawNamed } from '../../domain/catalogue/blank.js'
import type { ItemDraft, Material, ScenarioGroup, Step } from '../../domain/item.js'
import type { ItemId, Limit, LocalDate } from '../../domain/values.js'
import type { ChildKey } from '../columns/sheets.js'
import type { ChildRow, ChildRows, ItemRow } from './item-to-rows.js'

/** What a sparse row leaves to whoever imports it. */
export interface ItemDefaults {
  readonly id: ItemId
  readonly version: number
  readonly effectiveFrom: LocalDate
  readonly source: string
  /** Sheets the file does not have at all: only then is it not meant that an item has none of their rows. */
  readonly absent: ReadonlySet<ChildKey>
}

/** The item that rows say; ids that rows leave out are counted, and the rest has the value a guide means by silence. */
export function itemOfRows(row: ItemRow, children: ChildRows, defaults: ItemDefaults): ItemDraft {
  const organ = row.DEPTCODE ?? row.DEPTNAME
  const guide = guideOf(row, children)
  const materials = ordered(children.MATERIAL).map(materialOf)
  return {
    id: defaults.id,
    version: defaults.version,
    name: row.TASKNAME,
    type: row.TASKTYPE,
    level: row.USELEVEL,
    organ,
    handling: row.PROJECTTYPE,
    promised: limitOf(row.PROMISEDAY, row.PROMISETYPE),
    legal: limitOf(row.ANTICIPATEDAY, row.ANTICIPATETYPE),
    withdrawable: row.WITHDRAWABLE,
    hasResult: row.HASRESULT ?? guide.results.some(({ kind }) => kind !== '4'),
    grants: grantsOf(row, children, organ, defaults.absent.has('GRANT')),
    steps: defaults.absent.has('STEP') ? usualSteps(row, organ) : stepsOf(row, children.STEP),
    materials,
    scenarioGroups: groupsOf(children.SCENARIO, materials),
    form: row.FORMSCHEMA,
    effectiveFrom: row.PLANEFFECTIVEDATE ?? defaults.effectiveFrom,
    guide,
    source: row.SOURCE ?? defaults.source,
    invented: row.INVENTED,
  }
}

/** In the order of their numbers; rows without one stay where they are, behind. */
function ordered<Row extends { readonly ORDERNUM: number | null }>(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort((a, b) => (a.ORDERNUM ?? Number.MAX_SAFE_INTEGER) - (b.ORDERNUM ?? Number.MAX_SAFE_INTEGER))
}

function limitOf(amount: number | null, unit: Limit['unit']): Limit | null {
  return amount === null ? null : { amount, unit }
}

function grantsOf(
  row: ItemRow,
  { GRANT, TOWN, VILLAGE }: ChildRows,
  organ: string | null,
  isUnsaid: boolean,
): ItemDraft['grants'] {
  const given = ordered(GRANT).map(({ GRANTLEVEL, GRANTDEPT, POWER }) => ({ level: GRANTLEVEL, organ: GRANTDEPT, power: POWER }))
  const townships = TOWN.map(({ TOWNNAME, POWER }) => ({ level: 'township' as const, organ: TOWNNAME, power: POWER }))
  const villages = [...new Set(VILLAGE.map(({ POWER }) => POWER))].map((power) => ({
    level: 'village' as const,
    organ: null,
    power,
  }))
  const own =
    row.USELEVEL === 'village'
      ? { level: 'village' as const, organ: null, power: 'village-handle' as const }
      : { level: row.USELEVEL, organ, power: 'decide' as const }
  return [...(isUnsaid ? [own] : given), ...townships, ...villages]
}

/** 受理、决定, where a file says nothing of steps. */
function usualSteps({ USELEVEL: level }: ItemRow, organ: string | null): readonly Step[] {
  const step = { organ, level, actedBy: null, externalSystem: null }
  return [
    { id: 'accept', name: '受理', kind: 'accept', ...step },
    { id: 'decide', name: '决定', kind: 'decide', ...step },
  ]
}

function stepsOf({ USELEVEL: level }: ItemRow, rows: ChildRows['STEP']): readonly Step[] {
  return ordered(rows).map((row, index) => ({
    id: row.STEPID ?? `s${index + 1}`,
    name: row.STEPNAME,
    kind: row.STEPKIND,
    organ: row.STEPDEPT,
    level: row.STEPLEVEL ?? level,
    actedBy: row.ACTEDBY,
    externalSystem: row.EXTERNALSYSTEM,
  }))
}

function materialOf(row: ChildRow<'MATERIAL'>, index: number): Material {
  const kind = row.MATERIALTYPE ?? ((row.COPYNUM ?? 0) > 0 && (row.ORIGINALNUM ?? 0) === 0 ? 'copy' : 'original')
  const isCounted = row.ORIGINALNUM !== null || row.COPYNUM !== null
  return {
    id: row.MATERIALID ?? `m${index + 1}`,
    name: row.MATERIALNAME,
    originals: row.ORIGINALNUM ?? (isCounted || kind === 'copy' ? 0 : 1),
    copies: row.COPYNUM ?? (isCounted || kind !== 'copy' ? 0 : 1),
    necessity: row.ISNEED,
    kind,
    format: row.MATERIALFORMAT,
    sourceChannel: row.SOURCETYPE,
    sourceExplain: row.SOURCEEXPLAIN,
    issuedByItem: row.ISSUEDBYITEM,
    firstParty: row.FIRSTPARTY,
    paperSize: row.PAGEFORMAT,
    blankForm: row.FORMGUID,
    sample: row.EXAMPLEGUID,
    fillingNotes: row.FILLINREQUIRE,
    acceptanceStandard: row.ACCEPTSTAND,
    legalBasis: row.BYLAW,
    certificateType: row.CERTTYPECODE,
  }
}

/** Rows of one question stand together by its id, or its words; materials and earlier answers may be named by id or name. */
function groupsOf(rows: ChildRows['SCENARIO'], materials: readonly Material[]): readonly ScenarioGroup[] {
  const groups = new Map<string, ChildRow<'SCENARIO'>[]>()
  for (const row of ordered(rows)) {
    const key = row.GROUPID ?? `:${row.GROUPNAME ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  // An id means itself, whatever another thing is called.
  const materialIds = new Map([
    ...materials.map(({ id, name }) => [name, id] as const),
    ...materials.map(({ id }) => [id, id] as const),
  ])
  const optionIds = new Map<string, string>()
  let counted = 0
  return [...groups.values()].map((members, index) => {
    const first = members[0]
    const options = members
      .filter(({ SCENARIOID, SCENARIONAME }) => SCENARIOID !== null || SCENARIONAME !== null)
      .map((row) => {
        counted += 1
        const id = row.SCENARIOID ?? `q${counted}`
        const name = row.SCENARIONAME ?? id
        return { id, name, materials: row.SCENARIOMATERIALS.map((word) => materialIds.get(word) ?? word) }
      })
    const askedWhen = (first?.ASKEDWHEN ?? []).map((word) => optionIds.get(word) ?? word)
    for (const { id, name } of options) if (!optionIds.has(name)) optionIds.set(name, id)
    for (const { id } of options) optionIds.set(id, id)
    return { id: first?.GROUPID ?? `g${index + 1}`, question: first?.GROUPNAME ?? '情形', options, askedWhen }
  })
}

function guideOf(row: ItemRow, children: ChildRows): Guide {
  return { ...whoOf(row), ...contentOf(row, children), ...whereOf(row) }
}

function whoOf(row: ItemRow) {
  return {
    codes: codesOf(row),
    base: row.BASEENTRY === null ? null : { entry: row.BASEENTRY, version: row.BASEVERSION ?? 1 },
    implementation:
      row.IMPLEMENTATIONID === null ? null : { id: row.IMPLEMENTATIONID, name: row.IMPLEMENTATIONNAME ?? row.TASKNAME },
    powerSource: row.POWERSOURCE,
    supervisingOrgan: row.SUPERVISEDEPT,
    formerOrgan: row.FORMERDEPT,
    entrustingOrgan: row.ENTRUSTNAME,
    jointOrgans: row.OTHERDEPT,
    company: row.COMPANY,
    recordOnly: row.RECORDONLY,
    sensitive: row.SENSITIVE,
    highRisk: row.HIGHRISK,
    handledAt: row.HANDLEDAT,
    externalSystems: row.EXTERNALSYSTEMS,
    serviceObjects: row.SERVERTYPE,
    handlingForms: row.HANDLETYPE,
    area: row.HANDLEAREA,
  }
}

/** Lengths tell the generations apart: 12, 31 and 33 characters since GB/T 39554, 10 and 24 in GB/T 39046. */
function codesOf(row: ItemRow): ItemCodes {
  const lengths = [row.TASKHANDLEITEM, row.TASKCODE, row.CATALOGCODE].flatMap((code) => (code === null ? [] : [code.length]))
  const guessed = lengths.some((length) => [12, 31, 33].includes(length))
    ? 'GB/T 39554-2020'
    : lengths.some((length) => [10, 24].includes(length))
      ? 'GB/T 39046-2020'
      : 'local'
  return {
    scheme: row.CODESCHEME ?? guessed,
    catalogue: row.CATALOGCODE,
    task: row.TASKCODE,
    handleItem: row.TASKHANDLEITEM,
    localCatalogue: row.LOCALCATALOGCODE,
    localTask: row.LOCALTASKCODE,
  }
}

function contentOf(row: ItemRow, { LAW, FEE, SPECIAL, RESULT, QUESTION, PRECONDITION }: ChildRows) {
  return {
    visits: row.LIMITSCENENUM,
    visitsExplain: row.LIMITSCENEEXPLAIN,
    conditions: row.ACCEPTCONDITION,
    flow: row.HANDLEFLOW,
    legalExplain: row.ANTICIPATEEXPLAIN,
    promisedExplain: row.PROMISEEXPLAIN,
    quota: row.LIMITEXPLAIN,
    legalBasis: LAW.length > 0 ? ordered(LAW).map(lawOf) : row.BYLAW.map(lawNamed),
    fees: ordered(FEE).map((fee) => ({
      name: fee.FEENAME,
      standard: fee.FEESTAND,
      basis: fee.LAWNAME === null ? null : lawOf({ ...fee, LAWNAME: fee.LAWNAME }),
      reducible: fee.ISDESC,
      reductionBasis: fee.DESCBASIS,
    })),
    specialSteps: ordered(SPECIAL).map((step) => ({
      name: step.SPECIALNAME,
      kind: step.SPECIALKIND,
      limit: limitOf(step.SPECIALDAY, step.SPECIALDAYTYPE),
      basis: step.SPECIALBASIS,
      chargeBasis: step.CHARGEBASIS,
      insideLimit: step.INSIDELIMIT,
      ground: step.GROUND,
    })),
    results: resultsOf(row, RESULT),
    questions: ordered(QUESTION).map((row) => ({ question: row.QUESTION, answer: row.ANSWER })),
    preconditions: ordered(PRECONDITION).map((row) => ({ item: row.PREITEM, name: row.PRENAME })),
    intermediaries: row.SERVICETYPE,
  }
}

function resultsOf(row: ItemRow, rows: ChildRows['RESULT']): Guide['results'] {
  if (rows.length > 0)
    return ordered(rows).map((result) => ({
      kind: result.RESULTTYPE,
      name: result.RESULTNAME,
      sample: result.RESULTSAMPLE,
      certificateType: result.CERTTYPECODE,
    }))
  return row.RESULTNAME === null
    ? []
    : [{ kind: row.RESULTTYPE ?? '3', name: row.RESULTNAME, sample: null, certificateType: null }]
}

function lawOf(row: Pick<ChildRow<'LAW'>, 'LAWNAME' | 'DOCUMENTNUM' | 'CLAUSE' | 'LAWTEXT'>): LegalBasis {
  return { law: row.LAWNAME, documentNumber: row.DOCUMENTNUM, clause: row.CLAUSE, text: row.LAWTEXT }
}

function whereOf(row: ItemRow) {
  return {
    address: row.TRANSACTADDR,
    hours: row.TRANSACTTIME,
    consult: row.LINKWAY,
    complain: row.SUPERVISEWAY,
    inCentre: row.ISENTRYCENTER,
    onlineDepth: row.ONLINEDEPTH,
    payOnline: row.ISPAYONLINE,
    express: row.ISEXPRESS,
    booking: row.ISSCHEDULE,
    terminals: row.ISSERVICETERMINALS,
    topics: [...row.TOPICS, ...row.USERTOPICTYPE, ...row.CORPTOPICTYPE],
    lifeEvents: row.LIFEEVENTS,
    keywords: row.KEYWORDS,
    planCancel: row.PLANCANCELDATE,
    formTemplate: row.FORMTEMPLATE,
  }
}
