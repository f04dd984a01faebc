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
  /** What a document other than a citizen's card does not say by its number; empty where it was not asked. */
  readonly birthDate: string
  readonly sex: 'male' | 'female' | 'unstated' | ''
  /** The number does not check out, and the document says it all the same. */
  readonly asPrinted: boolean
}

export interface Member extends Typed {
  readonly relation: string
  readonly signed: boolean
}

/** 共同申请人 */
export interface CoApplicant extends Typed {
  readonly signed: boolean
}

/** 监护人 */
export interface Guardian extends Typed {
  readonly relation: string
  readonly ground: 'minor' | 'incapable'
}

/** 代理人: with the matters and the end of the authority. Never the station's helper. */
export interface Representative extends Typed {
  readonly powers: string
  readonly until: string
}

export interface Applicant {
  readonly kind: Kind
  readonly orgName: string
  readonly creditCode: string
  readonly registerNumber: string
  readonly main: Typed
  readonly members: readonly Member[]
  readonly coApplicants: readonly CoApplicant[]
  readonly guardian: Guardian | null
  readonly representative: Representative | null
}

/** 补录: a case that was taken in on paper. */
export interface Later {
  /** As typed, in the network's own zone: 2026-03-02T10:00. */
  readonly claimed: string
  readonly reason: 'power-cut' | 'worked-on-paper' | 'other'
  readonly proof: Paper['paper']
  /** Of the numbered paper; empty where it had none. */
  readonly number: string
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
  readonly later: Later | null
  /** 代办服务委托书: the scan of the signed page. */
  readonly mandate: Paper['paper']
  readonly signed: boolean
}

export const blankPerson: Typed = {
  ...{ name: '', documentType: '111', number: '', documentName: '', noDocument: '', phone: '', address: '' },
  ...{ birthDate: '', sex: '', asPrinted: false },
}

const blankApplicant: Applicant = {
  ...{ kind: 'person', orgName: '', creditCode: '', registerNumber: '', main: blankPerson, members: [] },
  ...{ coApplicants: [], guardian: null, representative: null },
}

export function blankContent(later: Later | null = null): Content {
  const ids = { requestId: newId(), submitId: newId() }
  const empty = {
    applicant: blankApplicant,
    answers: [],
    materials: [],
    form: {},
    sameReason: '',
    mandate: null,
    later,
    signed: false,
  }
  return { step: 'applicant', ...ids, ...empty }
}

/** A draft's content as this page understands it; what an older page did not know is blank. */
export function contentOf(stored: unknown): Content {
  const blank = blankContent()
  if (typeof stored !== 'object' || stored === null) return blank
  const content: Content = { ...blank, ...stored }
  const applicant = { ...blankApplicant, ...content.applicant }
  const members = applicant.members.map((member) => ({ ...blankPerson, ...member }))
  return { ...content, applicant: { ...applicant, members, main: { ...blankPerson, ...applicant.main } } }
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

/** Begun from a numbered paper, or from none. */
export function blankLater(number: string): Later {
  return { claimed: '', reason: 'power-cut', proof: null, number }
}
