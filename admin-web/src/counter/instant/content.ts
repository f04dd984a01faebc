import { judgeCreditCode, judgeIdentity } from '../applicant/identity.js'
import { documentTypes, type DocumentType, type FormValues, type Paper } from '../draft/content.js'
import { begun } from '../papers/paper-row.js'
import type { Asked, Item } from '../shapes.js'
import { newId } from '../tell.js'

/** What an instant form holds while it is typed; kept as a draft. */
export interface InstantContent {
  readonly kind: 'instant'
  /** Made with the form, so that handing in twice, also after a crash, registers once. */
  readonly requestId: string
  readonly documentType: DocumentType
  /** Of the identity document, or a body's credit code. */
  readonly number: string
  readonly asPrinted: boolean
  readonly name: string
  /** 法定代表人, where a body applies. */
  readonly head: string
  readonly phone: string
  readonly item: string | null
  readonly answers: readonly string[]
  readonly form: FormValues
  /** All papers the guide asks for were seen at the window. */
  readonly seen: boolean
  readonly result: 'granted' | 'denied'
  readonly document: Paper['paper']
  readonly certificate: string
  readonly handsOver: boolean
  /** The next applicant's form begins with these answers. */
  readonly keepsForm: boolean
}

const blankApplicant = {
  documentType: '111',
  number: '',
  asPrinted: false,
  name: '',
  head: '',
  phone: '',
  seen: false,
  result: 'granted',
  document: null,
  certificate: '',
} as const

export function blankInstant(item: string | null): InstantContent {
  const settings = { item, answers: [], form: {}, handsOver: true, keepsForm: false }
  return { kind: 'instant', requestId: newId(), ...blankApplicant, ...settings }
}

/** For the next applicant: the item and what was answered of it stay chosen. */
export function nextInstant({ item, answers, form, handsOver, keepsForm }: InstantContent): InstantContent {
  return { ...blankInstant(item), answers, handsOver, keepsForm, form: keepsForm ? form : {} }
}

/** A draft's content as this page understands it. */
export function instantOf(stored: unknown, item: string | null): InstantContent {
  const known = typeof stored === 'object' && stored !== null ? (stored as Partial<InstantContent>) : {}
  return { ...blankInstant(item), ...known, kind: 'instant' }
}

/** A credit code typed in place of a card's number: a body applies. */
export function isBody({ documentType, number }: InstantContent): boolean {
  return documentType === '111' && judgeIdentity(number).kind !== 'good' && judgeCreditCode(number) === 'good'
}

export const cardTypes = documentTypes

/** Papers of the guide that somebody has to have seen before the decision. */
export function papersToSee({ materials }: Asked): Asked['materials'] {
  return materials.filter(({ necessity, format }) => necessity === 'required' && format !== 'automatic')
}

/** The application and the decision as the program's schema has them. */
export function instantBody(item: Item, asked: Asked, content: InstantContent, draft: string): object {
  const { requestId, form, answers, result, document, certificate, handsOver } = content
  const options = new Set(asked.groups.flatMap((group) => group.options.map(({ id }) => id)))
  const application = {
    ...{ item: item.id, version: item.version },
    answers: answers.filter((answer) => options.has(answer)),
    applicant: applicantOf(content),
    form: Object.fromEntries(Object.entries(form).filter(([, value]) => value !== '' && value !== null)),
    materials: papersToSee(asked).map((material) => {
      const { how, ...given } = begun(material, null, material.originals > 0 ? 'original' : 'copy')
      return { ...given, form: how }
    }),
  }
  const isHandedOver = result === 'granted' && handsOver && item.hasResult && !item.guide.recordOnly
  const decision = {
    result,
    document: result === 'denied' ? document : null,
    certificateNumber: result === 'granted' && certificate.trim() !== '' ? certificate.trim() : null,
    delivery: isHandedOver ? { how: 'counter', receiver: 'applicant' } : null,
  }
  return { requestId, draft, application, decision }
}

function applicantOf(content: InstantContent): object {
  const { documentType, number, name, head } = content
  const phone = content.phone.trim() === '' ? {} : { phone: content.phone.trim() }
  if (isBody(content))
    return {
      kind: 'legal-person',
      name: name.trim(),
      creditCode: number,
      legalRepresentative: { name: head.trim() },
      ...(phone.phone !== undefined && { contact: phone }),
    }
  return { kind: 'person', person: { name: name.trim(), document: { type: documentType, number }, ...phone } }
}
