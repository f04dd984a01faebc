import { refused, type Refusal } from '../decider.js'
import { unreachable, type PaperRef } from '../values.js'
import type { RequestableAct } from './command.js'
import type { CaseBody, PaperSubmitted, Registered } from './event.js'

/** Largest content of a paper; a scan of many pages at 300 dpi. */
export const MAX_PAPER_BYTES = 50 * 1024 * 1024
/** A paper's size counts its header: name of scheme, salt, media type. */
const HEADER_ROOM_BYTES = 1024

/** Every paper a body names, each once. */
export function papersOf(body: CaseBody): readonly PaperRef[] {
  const named = namedBy(body).filter((paper) => paper !== null)
  return [...new Map(named.map((paper) => [paper.hash, paper])).values()]
}

/** Every paper an act that may be asked for names, each once. */
export function papersOfAct(act: RequestableAct): readonly PaperRef[] {
  const body = bodyNaming(act)
  return body === null ? [] : papersOf(body)
}

/** The body an act becomes, as far as papers go. */
function bodyNaming(act: RequestableAct): CaseBody | null {
  switch (act.act) {
    case 'refuse-acceptance':
      return { ...act, type: 'not-accepted', organ: null }
    case 'give-supplement':
      return { ...act, type: 'supplement-given' }
    case 'add-paper':
      return { ...act, type: 'paper-added' }
    case 'review-step':
      return { ...act, type: 'step-reviewed', organ: null }
    case 'decide':
      return { ...act, type: 'decided', organ: null }
    case 'deliver':
      return { ...act, type: 'delivered' }
    case 'withdraw':
      return { ...act, type: 'withdrawn' }
    case 'answer-task':
      return { ...act, type: 'task-answered' }
    case 'note-external':
      return { ...act, type: 'external-noted' }
    case 'tell-notice':
      return { ...act, type: 'notice-told' }
    case 'accept':
    case 'complete':
    case 'change-service-place':
    case 'open-notice':
    case 'hand-on-originals':
    case 'receive-originals':
      return null
    default:
      return unreachable(act)
  }
}

function namedBy(body: CaseBody): readonly (PaperRef | null)[] {
  switch (body.type) {
    case 'registered':
      return ofRegistered(body)
    case 'moved':
      return [body.note]
    case 'not-accepted':
    case 'supplement-asked':
      return [body.notice]
    case 'supplement-given':
      return ofMaterials(body.materials)
    case 'paper-added':
      return [body.material.paper]
    case 'step-reviewed':
      return [body.opinion]
    case 'decided':
      return [body.document]
    case 'delivered':
    case 'external-noted':
      return [body.proof]
    case 'withdrawn':
      return [body.statement]
    case 'task-given':
      return [body.instruction]
    case 'task-answered':
      return [body.report]
    case 'notice-told':
      return [body.record]
    case 'notice-opened':
    case 'originals-handed-on':
    case 'originals-received':
    case 'submitted':
    case 'accepted':
    case 'completed':
    case 'service-place-changed':
    case 'site-joined':
    case 'due-reckoned':
    case 'seized':
    case 'request-refused':
      return []
    default:
      return unreachable(body)
  }
}

function ofRegistered(body: Registered): readonly (PaperRef | null)[] {
  return [body.applicant, body.form, ...ofMaterials(body.materials), body.enteredLater?.proof ?? null]
}

function ofMaterials(materials: readonly PaperSubmitted[]): readonly (PaperRef | null)[] {
  return materials.map((material) => material.paper)
}

/** A scan, or at least one sheet of paper seen at a counter. */
export function isSubmitted(material: PaperSubmitted | undefined): boolean {
  return material !== undefined && (material.paper !== null || material.originals + material.copies > 0)
}

/** Sizes outside 1 byte to 50 MiB are refused before anything is stored. */
export function refuseSize(papers: readonly PaperRef[]): Refusal | null {
  for (const paper of papers) {
    if (paper.sizeBytes <= 0) return refused('paper/empty', paper.hash)
    if (paper.sizeBytes > MAX_PAPER_BYTES + HEADER_ROOM_BYTES) return refused('paper/too-large', paper.hash)
  }
  return null
}
