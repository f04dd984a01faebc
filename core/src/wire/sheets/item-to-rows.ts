import type { Fee, LegalBasis } from '../../domain/catalogue/guide.js'
import type { ItemDraft } from '../../domain/item.js'
import type { Limit } from '../../domain/values.js'
import type { RowOf } from '../columns/column.js'
import { type ChildKey, SHEETS } from '../columns/sheets.js'

export type ItemRow = RowOf<(typeof SHEETS)['ITEM']['columns']>
export type ChildRow<Key extends ChildKey> = RowOf<(typeof SHEETS)[Key]['columns']>
export type ChildRows = { readonly [Key in ChildKey]: readonly ChildRow<Key>[] }

/** The rows an item becomes; reading them again gives the same item. */
export function rowsOfItem(item: ItemDraft): { readonly item: ItemRow; readonly children: ChildRows } {
  return { item: { ...whoRow(item), ...howRow(item), ...whereRow(item) }, children: childrenOf(item) }
}

function whoRow({ id, name, version, type, level, organ, guide }: ItemDraft) {
  const { codes } = guide
  return {
    ITEMID: id,
    TASKNAME: name,
    CATALOGCODE: codes.catalogue,
    TASKCODE: codes.task,
    TASKHANDLEITEM: codes.handleItem,
    LOCALCATALOGCODE: codes.localCatalogue,
    LOCALTASKCODE: codes.localTask,
    CODESCHEME: codes.scheme,
    BASEENTRY: guide.base?.entry ?? null,
    BASEVERSION: guide.base?.version ?? null,
    IMPLEMENTATIONID: guide.implementation?.id ?? null,
    IMPLEMENTATIONNAME: guide.implementation?.name ?? null,
    TASKTYPE: type,
    TASKVERSION: version,
    TASKSTATE: 'published',
    USELEVEL: level,
    POWERSOURCE: guide.powerSource,
    DEPTNAME: organ,
    DEPTCODE: null,
    ENTRUSTNAME: guide.entrustingOrgan,
    SUPERVISEDEPT: guide.supervisingOrgan,
    FORMERDEPT: guide.formerOrgan,
    OTHERDEPT: guide.jointOrgans,
    COMPANY: guide.company,
  } as const
}

function howRow({ handling, legal, promised, effectiveFrom, hasResult, withdrawable, guide }: ItemDraft) {
  return {
    PROJECTTYPE: handling,
    ANTICIPATEDAY: legal?.amount ?? null,
    ANTICIPATETYPE: legal?.unit ?? 'working-day',
    ANTICIPATEEXPLAIN: guide.legalExplain,
    PROMISEDAY: promised?.amount ?? null,
    PROMISETYPE: promised?.unit ?? 'working-day',
    PROMISEEXPLAIN: guide.promisedExplain,
    BYLAW: guide.legalBasis.map(lawInWords),
    ACCEPTCONDITION: guide.conditions,
    HANDLEFLOW: guide.flow,
    SPECIALPROCEDURE:
      guide.specialSteps
        .map(({ name }) => name)
        .join('、')
        .slice(0, 4000) || null,
    ISFEE: guide.fees.length > 0,
    FEEBASIS:
      guide.fees
        .flatMap(({ basis }) => (basis === null ? [] : lawInWords(basis)))
        .join('\n')
        .slice(0, 4000) || null,
    SERVERTYPE: guide.serviceObjects,
    HANDLETYPE: guide.handlingForms,
    LIMITSCENENUM: guide.visits,
    LIMITSCENEEXPLAIN: guide.visitsExplain,
    HANDLEAREA: guide.area,
    PLANEFFECTIVEDATE: effectiveFrom,
    PLANCANCELDATE: guide.planCancel,
    SERVICETYPE: guide.intermediaries,
    LIMITEXPLAIN: guide.quota,
    RESULTNAME: guide.results[0]?.name ?? null,
    RESULTTYPE: guide.results[0]?.kind ?? null,
    HASRESULT: hasResult,
    WITHDRAWABLE: withdrawable,
  } as const
}

function whereRow({ form, source, invented, guide }: ItemDraft) {
  return {
    TRANSACTADDR: guide.address,
    TRANSACTTIME: guide.hours,
    LINKWAY: guide.consult,
    SUPERVISEWAY: guide.complain,
    ISENTRYCENTER: guide.inCentre,
    ONLINEDEPTH: guide.onlineDepth,
    ISPAYONLINE: guide.payOnline,
    ISEXPRESS: guide.express,
    ISSCHEDULE: guide.booking,
    ISSERVICETERMINALS: guide.terminals,
    TOPICS: guide.topics,
    USERTOPICTYPE: [],
    CORPTOPICTYPE: [],
    LIFEEVENTS: guide.lifeEvents,
    KEYWORDS: guide.keywords,
    RECORDONLY: guide.recordOnly,
    SENSITIVE: guide.sensitive,
    HIGHRISK: guide.highRisk,
    HANDLEDAT: guide.handledAt,
    EXTERNALSYSTEMS: guide.externalSystems,
    FORMSCHEMA: form,
    FORMTEMPLATE: guide.formTemplate,
    SOURCE: source,
    INVENTED: invented,
  } as const
}

/** One line, as guides print it. */
function lawInWords({ law, documentNumber, clause }: LegalBasis): string {
  return `${law}${documentNumber === null ? '' : `(${documentNumber})`}${clause ?? ''}`.slice(0, 4000)
}

/** Rows in the item's order; which item they belong to is their first column. */
function rows<Part, Row extends object>(item: ItemDraft, parts: readonly Part[], row: (part: Part) => Row) {
  return parts.map((part, index) => ({ ITEM: item.id, ...row(part), ORDERNUM: index + 1 }))
}

function childrenOf(item: ItemDraft): ChildRows {
  const { guide } = item
  return {
    MATERIAL: rows(item, item.materials, materialRow),
    SCENARIO: scenarioRows(item),
    STEP: rows(item, item.steps, (step) => ({
      STEPID: step.id,
      STEPNAME: step.name,
      STEPKIND: step.kind,
      STEPDEPT: step.organ,
      STEPLEVEL: step.level,
      ACTEDBY: step.actedBy,
      EXTERNALSYSTEM: step.externalSystem,
    })),
    GRANT: rows(item, item.grants, ({ level, organ, power }) => ({ GRANTLEVEL: level, GRANTDEPT: organ, POWER: power })),
    LAW: rows(item, guide.legalBasis, lawRow),
    FEE: rows(item, guide.fees, feeRow),
    SPECIAL: rows(item, guide.specialSteps, (step) => ({
      SPECIALNAME: step.name,
      SPECIALKIND: step.kind,
      ...limitRow(step.limit),
      SPECIALBASIS: step.basis,
      CHARGEBASIS: step.chargeBasis,
      INSIDELIMIT: step.insideLimit,
      GROUND: step.ground,
    })),
    RESULT: rows(item, guide.results, ({ name, kind, sample, certificateType }) => ({
      RESULTNAME: name,
      RESULTTYPE: kind,
      RESULTSAMPLE: sample,
      CERTTYPECODE: certificateType,
    })),
    QUESTION: rows(item, guide.questions, ({ question, answer }) => ({ QUESTION: question, ANSWER: answer })),
    PRECONDITION: rows(item, guide.preconditions, (pre) => ({ PREITEM: pre.item, PRENAME: pre.name })),
    TOWN: [],
    VILLAGE: [],
  }
}

function limitRow(limit: Limit | null) {
  return { SPECIALDAY: limit?.amount ?? null, SPECIALDAYTYPE: limit?.unit ?? 'working-day' } as const
}

function lawRow({ law, documentNumber, clause, text }: LegalBasis) {
  return { LAWNAME: law, DOCUMENTNUM: documentNumber, CLAUSE: clause, LAWTEXT: text }
}

function feeRow({ name, standard, basis, reducible, reductionBasis }: Fee) {
  const law = lawRow(basis ?? { law: '', documentNumber: null, clause: null, text: null })
  return { FEENAME: name, FEESTAND: standard, ...law, LAWNAME: basis?.law ?? null, ISDESC: reducible, DESCBASIS: reductionBasis }
}

function materialRow(material: ItemDraft['materials'][number]) {
  return {
    MATERIALID: material.id,
    MATERIALNAME: material.name,
    ORIGINALNUM: material.originals,
    COPYNUM: material.copies,
    ISNEED: material.necessity,
    MATERIALTYPE: material.kind,
    MATERIALFORMAT: material.format,
    SOURCETYPE: material.sourceChannel,
    SOURCEEXPLAIN: material.sourceExplain,
    ISSUEDBYITEM: material.issuedByItem,
    FIRSTPARTY: material.firstParty,
    PAGEFORMAT: material.paperSize,
    FORMGUID: material.blankForm,
    EXAMPLEGUID: material.sample,
    FILLINREQUIRE: material.fillingNotes,
    ACCEPTSTAND: material.acceptanceStandard,
    BYLAW: material.legalBasis,
    CERTTYPECODE: material.certificateType,
  }
}

/** A question without an answer yet keeps a row of its own. */
function scenarioRows(item: ItemDraft): ChildRow<'SCENARIO'>[] {
  const parts = item.scenarioGroups.flatMap(
    ({ id, question, askedWhen, options }): Omit<ChildRow<'SCENARIO'>, 'ITEM' | 'ORDERNUM'>[] => {
      const group = { GROUPID: id, GROUPNAME: question, ASKEDWHEN: askedWhen }
      const answers = options.map((option) => ({
        ...group,
        ...{ SCENARIOID: option.id, SCENARIONAME: option.name, SCENARIOMATERIALS: option.materials },
      }))
      return answers.length > 0 ? answers : [{ ...group, SCENARIOID: null, SCENARIONAME: null, SCENARIOMATERIALS: [] }]
    },
  )
  return rows(item, parts, (part) => part)
}
