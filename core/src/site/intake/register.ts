import type { HandleInstantly, Register } from '../../domain/case/command.js'
import type { CaseState } from '../../domain/case/state.js'
import { MANDATE_PAPER } from '../../domain/documents/kinds.js'
import type { Place } from '../../domain/roster.js'
import { currentPlace } from '../../domain/roster-view.js'
import type { Actor, CaseId, Hash, PaperRef, RequestId } from '../../domain/values.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { ReservedNumber } from '../../store/registers/reserved-numbers.js'
import type { NewPaper } from '../../store/papers/blobs.js'
import { canonicalJson } from '../../wire/parts/canonical-json.js'
import { type Acting, resolveActor } from '../act.js'
import { type Executed, executeRegistration, loadCase, pinnedItem } from '../execute.js'
import { freeReceipt, receiptOfPlace } from '../registers/paper-receipts.js'
import { refuseInMaintenance } from '../maintenance.js'
import { settlePending } from '../pending.js'
import type { Site } from '../site.js'
import { coApplicantCount } from './applicant.js'
import type { Application } from './application.js'
import { type Checked, checkApplication } from './check.js'
import { numberAt } from '../registers/number-at.js'
import { bodyHashOf, caseIdOf, makeVerifier, queryCodeOf, type Receipt, receiptOf } from './receipt.js'
import { type InputRefusal, refusedInput } from './refusal.js'

/** An application with who hands it in; `draft` holds the papers uploaded for it. */
export interface Registration {
  readonly application: Application
  readonly acting: Acting
  /** Random, made by the page for this form: sending it again prints the same receipt. */
  readonly requestId: RequestId
  readonly draft: string | null
}

/** 即办: what was decided on the spot. `document` is a paper uploaded for the draft. */
export interface InstantResult {
  readonly result: 'granted' | 'denied'
  readonly document: PaperRef | null
  readonly certificateNumber: string | null
  readonly delivery: Omit<NonNullable<HandleInstantly['delivery']>, 'proof'> | null
}

export type Registered = { readonly kind: 'registered'; readonly receipt: Receipt } | InputRefusal

/** 登记: committed when this answers. */
export function registerCase(site: Site, registration: Registration): Promise<Registered> {
  return takeIn(site, { ...registration, source: 'counter', instant: null })
}

/** 即办快录: registered, accepted, decided and, where it is so, handed over, in one act. */
export function registerInstantly(site: Site, registration: Registration, instant: InstantResult): Promise<Registered> {
  return takeIn(site, { ...registration, source: 'counter', instant })
}

export interface Intake extends Registration {
  /** A batch keeps its draft until the last row is in. */
  readonly source: 'counter' | 'batch'
  readonly instant: InstantResult | null
}

interface Filing {
  readonly intake: Intake
  readonly by: Actor
  readonly place: Place
  readonly checked: Checked
  readonly caseId: CaseId
  readonly bodyHash: Hash
  readonly document: PaperRef | null
  /** The numbered paper the application was taken in on (补录). */
  readonly receipt: ReservedNumber | null
  /** Blobs made for this case alone. */
  readonly applicant: NewPaper
  readonly form: NewPaper
}

/** Registers one application; a refusal leaves nothing behind. */
export async function takeIn(site: Site, intake: Intake): Promise<Registered> {
  const { application, acting, instant, requestId } = intake
  const by = resolveActor(site, underMandate(acting, application))
  if ('kind' in by) return refusedInput(by.code, by.detail)
  const bodyHash = bodyHashOf(site, requestId, { application, acting, instant })
  const paper = paperOf(site, by, application)
  if (paper !== null && 'kind' in paper) return refusedInput(paper.code, paper.detail)
  const caseId = paper?.caseId ?? caseIdOf(site, requestId)
  const known = loadCase(site, caseId)
  if (known !== null && paper !== null && !known.answers.has(requestId)) return refusedInput('receipt/not-free', paper.number)
  if (known !== null) return registeredBefore(site, known, requestId, bodyHash)
  const refusal = refuseInMaintenance(site)
  if (refusal !== null) return refusedInput(refusal.code, refusal.detail)
  const staged = intake.draft === null ? [] : site.store.papers.staged(intake.draft)
  const checked = checkApplication(site, by, application, staged)
  if (checked.kind === 'refused') return checked
  const document = instant?.document ?? null
  if (document !== null && !staged.some(({ hash }) => hash === document.hash))
    return refusedInput('paper/not-held', document.hash)
  const place = currentPlace(site.roster, by.place) as Place
  const blobs = { applicant: composeJson(site, application.applicant), form: composeJson(site, application.form) }
  return file(site, { intake, by, place, checked, caseId, bodyHash, document, receipt: paper, ...blobs })
}

/** Who brings the signed page of a mandate acts by it. */
function underMandate(acting: Acting, { materials }: Application): Acting {
  const mandate = materials.find(({ material }) => material === MANDATE_PAPER)?.paper?.hash ?? acting.mandate
  return { ...acting, mandate }
}

function paperOf(site: Site, by: Actor, { enteredLater }: Application): ReservedNumber | Refusal | null {
  const number = enteredLater?.number
  return number === undefined ? null : (receiptOfPlace(site, by, number) ?? refused('receipt/not-reserved', number))
}

/** The very same form prints its receipt again; another one under its id is refused. */
function registeredBefore(site: Site, state: CaseState, requestId: RequestId, bodyHash: Hash): Registered {
  const item = pinnedItem(site, state.item)
  if (state.answers.get(requestId)?.bodyHash !== bodyHash || item === null) return refusedInput('request/other-body', requestId)
  return { kind: 'registered', receipt: receiptOf(site, state, item, true) }
}

async function file(site: Site, filing: Filing): Promise<Registered> {
  const { bodyHash, checked, intake, applicant, form } = filing
  let isNew = false
  try {
    const outcome = await site.commit(() => execute(site, filing))
    if (outcome.kind === 'refused') return refusedInput(outcome.code, outcome.detail)
    if (outcome.repeated) return registeredBefore(site, outcome.state, intake.requestId, bodyHash)
    isNew = true
    return { kind: 'registered', receipt: receiptOf(site, outcome.state, checked.item, false) }
  } finally {
    if (!isNew) for (const paper of [applicant, form]) site.store.blobs.discard(paper)
  }
}

/** Inside the transaction: papers are held for the case first, because the kernel names only what is. */
function execute(site: Site, filing: Filing): Executed {
  const { intake, by, checked, caseId, bodyHash } = filing
  const known = loadCase(site, caseId)
  if (known !== null) return { kind: 'done', state: known, repeated: true }
  const { receipt } = filing
  const free = receipt === null ? null : freeReceipt(site, by, receipt.number)
  if (free !== null && 'kind' in free) return free
  const undo = holdPapers(site, filing)
  const outcome = executeRegistration(site, actOf(site, filing), checked.item, by, { requestId: intake.requestId, bodyHash })
  if (outcome.kind === 'refused') {
    undo()
    return outcome
  }
  if (receipt !== null) site.store.reservedNumbers.use(receipt.number, site.nowRawMs())
  settlePending(site)
  if (intake.draft !== null && intake.source === 'counter') {
    site.store.papers.unstage(intake.draft)
    site.store.drafts.delete(intake.draft)
  }
  return outcome
}

function holdPapers(site: Site, { applicant, form, checked, document, caseId }: Filing): () => void {
  const { papers } = site.store
  const nowMs = site.nowRawMs()
  const made = [applicant.ref, form.ref]
  const uploaded = [...checked.papers, ...(document === null ? [] : [document])]
  for (const paper of [applicant, form]) papers.addNew(paper, nowMs)
  for (const { hash } of [...made, ...uploaded]) papers.holdFor(hash, caseId, nowMs)
  return () => {
    for (const { hash } of [...made, ...uploaded]) papers.releaseFor(hash, caseId)
    for (const { hash } of made) papers.forget(hash)
  }
}

function actOf(site: Site, filing: Filing): Register | HandleInstantly {
  const { intake, document } = filing
  const registration = registrationOf(site, filing)
  if (intake.instant === null) return { act: 'register', ...registration }
  const { result, certificateNumber, delivery } = intake.instant
  return {
    act: 'handle-instantly',
    registration,
    decision: { result, document, certificateNumber },
    delivery: delivery === null ? null : { ...delivery, proof: null },
  }
}

function registrationOf(site: Site, { intake, place, checked, caseId, receipt, applicant, form }: Filing): Omit<Register, 'act'> {
  const { application, source } = intake
  return {
    caseId,
    number: receipt?.number ?? numberAt(site, place),
    queryVerifier: makeVerifier(queryCodeOf(site, caseId), site.options.randomHex(32)),
    originPlace: place.id,
    servicePlace: checked.servicePlace,
    registered: {
      applicantKind: application.applicant.kind,
      applicant: applicant.ref,
      form: form.ref,
      coApplicantCount: coApplicantCount(application.applicant),
      answers: checked.answers,
      materials: checked.materials,
      source: source === 'batch' ? 'batch' : place.level === 'village' ? 'proxy' : 'window',
      enteredLater: checked.enteredLater,
    },
  }
}

function composeJson(site: Site, value: unknown): NewPaper {
  return site.store.blobs.compose(Buffer.from(canonicalJson(value)), 'application/json')
}
