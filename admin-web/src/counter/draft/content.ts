import { newId } from '../tell.js'

export const kinds = ['person', 'household', 'sole-trader', 'village-collective', 'legal-person', 'other-body'] as const
export type Kind = (typeof kinds)[number]

export const documentTypes = ['111', '112', '113', '114', '414', '511', '516', '553', '990'] as const
export type DocumentType = (typeof documentTypes)[number]

/** A person as typed so far; empty where nothing was. */
export interface Typed {
  readonly name: string
  readonly documentType: DocumentType | 'none'
  readonly number: string
  readonly documentName: string
  readonly noDocument: string
  readonly phone: string
  readonly address: string
  /** The number does not check out, and the document says it all the same. */
  readonly asPrinted: boolean
}

export interface Member extends Typed {
  readonly relation: string
  readonly signed: boolean
}

export interface Applicant {
  readonly kind: Kind
  readonly orgName: string
  readonly creditCode: string
  readonly registerNumber: string
  readonly main: Typed
  readonly members: readonly Member[]
}

export interface Paper {
  readonly material: string
  readonly how: 'original' | 'copy' | 'scan' | 'later'
  readonly paper: { readonly hash: string; readonly sizeBytes: number } | null
  readonly originals: number
  readonly copies: number
}

export type FormValues = Readonly<Record<string, unknown>>

export const steps = ['item', 'applicant', 'papers', 'form', 'check'] as const
export type Step = (typeof steps)[number]

/** What a draft holds. `form`, `answers` and `materials` are read by the program when the item changes. */
export interface Content {
  readonly step: Step
  /** Made with the draft, so that handing in twice, also after a crash, registers once. */
  readonly requestId: string
  readonly submitId: string
  readonly applicant: Applicant
  readonly answers: readonly string[]
  readonly materials: readonly Paper[]
  readonly form: FormValues
  readonly sameReason: string
  /** 代办服务委托书: the scan of the signed page. */
  readonly mandate: Paper['paper']
  readonly signed: boolean
}

export const blankPerson: Typed = {
  ...{ name: '', documentType: '111', number: '', documentName: '', noDocument: '', phone: '', address: '', asPrinted: false },
}

const blankApplicant: Applicant = {
  ...{ kind: 'person', orgName: '', creditCode: '', registerNumber: '', main: blankPerson, members: [] },
}

export function blankContent(): Content {
  const ids = { requestId: newId(), submitId: newId() }
  const empty = { applicant: blankApplicant, answers: [], materials: [], form: {}, sameReason: '', mandate: null, signed: false }
  return { step: 'applicant', ...ids, ...empty }
}

/** A draft's content as this page understands it; what an older page did not know is blank. */
export function contentOf(stored: unknown): Content {
  const blank = blankContent()
  if (typeof stored !== 'object' || stored === null) return blank
  const content: Content = { ...blank, ...stored }
  const applicant = { ...blankApplicant, ...content.applicant }
  return { ...content, applicant: { ...applicant, main: { ...blankPerson, ...applicant.main } } }
}

/** In the list of drafts. */
export function titleOf(itemName: string, { orgName, main }: Applicant): string {
  const who = orgName === '' ? main.name : orgName
  return (who === '' ? itemName : `${itemName} · ${who}`).slice(0, 200)
}

/** A draft that another page than the five steps goes on with. */
export function pageOf({ id, content }: { readonly id: string; readonly content: unknown }): string | null {
  const kind = typeof content === 'object' && content !== null ? (content as { readonly kind?: unknown }).kind : null
  return kind === 'instant' || kind === 'batch' ? `/${kind}?draft=${id}` : null
}
