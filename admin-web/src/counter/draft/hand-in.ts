import { MANDATE_PAPER } from '../../case/documents/mandate-paper.js'
import type { CasePage } from '../../parts/shapes.js'
import type { Asked, Item, Receipt } from '../shapes.js'
import type { Tell } from '../tell.js'
import type { Applicant, Content, Typed } from './content.js'

const mainOf = {
  person: 'person',
  household: 'head',
  'sole-trader': 'operator',
  'village-collective': 'head',
  'legal-person': 'legalRepresentative',
  'other-body': 'responsible',
} as const

/** The application as the program's schema has it: what was left empty is left out. */
export function applicationOf({ id, version }: Item, asked: Asked, content: Content): object {
  const options = new Set(asked.groups.flatMap((group) => group.options.map((option) => option.id)))
  const listed = new Set(asked.materials.map((material) => material.id))
  const given = content.materials.filter(({ material, how }) => listed.has(material) && how !== 'later')
  return {
    ...{ item: id, version },
    answers: content.answers.filter((answer) => options.has(answer)),
    applicant: { ...applicantOf(content.applicant), ...filled({ duplicateReason: content.sameReason }) },
    form: Object.fromEntries(Object.entries(content.form).filter(([, value]) => value !== '' && value !== null)),
    ...laterOf(content),
    materials: [...given.map(({ how, ...rest }) => ({ ...rest, form: how })), ...mandateOf(content)],
  }
}

function laterOf({ later }: Content): object {
  if (later === null) return {}
  const { claimed, reason, proof, number } = later
  return { enteredLater: { claimedMs: Date.parse(`${claimed}:00+08:00`), reason, proof, ...filled({ number }) } }
}

/** The signed page goes with the papers of any item. */
function mandateOf({ mandate }: Content): readonly object[] {
  return mandate === null ? [] : [{ material: MANDATE_PAPER, paper: mandate, form: 'scan', originals: 0, copies: 0 }]
}

export function applicantOf(applicant: Applicant): object {
  const { kind, main, members, registerNumber, creditCode } = applicant
  const body = { name: applicant.orgName.trim(), ...filled({ creditCode }) }
  const beside = besideOf(applicant)
  if (kind === 'person') return { kind, person: humanOf(main), ...beside }
  if (kind !== 'household') return { kind, ...body, [mainOf[kind]]: humanOf(main), ...beside }
  return {
    kind,
    head: { ...humanOf(main), signed: true },
    members: members.map((member) => ({ ...humanOf(member), relation: member.relation, signed: member.signed })),
    ...filled({ registerNumber }),
    ...beside,
  }
}

/** Who applies beside the first, or stands for them. */
function besideOf({ coApplicants, guardian, representative }: Applicant): object {
  return {
    ...(coApplicants.length > 0 && { coApplicants: coApplicants.map((each) => ({ ...humanOf(each), signed: each.signed })) }),
    ...(guardian !== null && {
      guardian: { ...humanOf(guardian), relation: guardian.relation, ground: guardian.ground },
    }),
    ...(representative !== null && {
      representative: {
        ...humanOf(representative),
        powers: representative.powers,
        ...filled({ until: representative.until }),
      },
    }),
  }
}

function humanOf({ name, documentType, number, documentName, noDocument, phone, address, birthDate, sex }: Typed): object {
  const contact = { ...filled({ phone, address }), ...(documentType !== '111' && filled({ birthDate, sex })) }
  if (documentType === 'none') return { name: name.trim(), ...filled({ noDocument }), ...contact }
  return { name: name.trim(), document: { type: documentType, number, ...filled({ name: documentName }) }, ...contact }
}

function filled(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).flatMap(([key, value]) => (value.trim() === '' ? [] : [[key, value.trim()]])))
}

/** By what earlier cases of the same applicant are found; null while it is not typed. */
export function identityOf({ creditCode, main }: Applicant): string | null {
  if (creditCode.length === 18) return creditCode
  const isWhole = main.documentType === '111' ? main.number.length === 18 : main.number.length >= 6
  return main.documentType !== 'none' && isWhole ? main.number : null
}

/** A receipt, and whether the case went on to whoever decides; null where it stays at this place. */
export interface HandedIn {
  readonly receipt: Receipt
  readonly isSubmitted: boolean | null
}

/** Registers and, where the item is decided elsewhere, submits. Sent again it answers the same. */
export async function handIn(tell: Tell, draft: string, content: Content, application: object): Promise<HandedIn> {
  const { requestId, submitId } = content
  const receipt = await tell<Receipt>('/api/cases', { method: 'POST', body: { requestId, draft, application } })
  return { receipt, isSubmitted: await submitted(tell, receipt, submitId).catch(() => false) }
}

/** Hands a registered case on where somebody else decides; null where it stays. */
export async function submitted(tell: Tell, { caseId }: Pick<Receipt, 'caseId'>, requestId: string): Promise<boolean | null> {
  const { acts, line } = await tell<CasePage>(`/api/cases/${caseId}`, {})
  if (line.stage !== 'registered') return true
  if (!acts.some(({ act, how }) => act === 'submit' && how !== 'not')) return null
  await tell(`/api/cases/${caseId}/acts`, { method: 'POST', body: { requestId, act: { act: 'submit' } } })
  return true
}
