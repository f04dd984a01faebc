import { isRecord } from '../../domain/catalogue-work/item-parts.js'

/** 申请人 as a document addresses them: the body's own name, or the person's; null where nothing of it is here. */
export function applicantName(applicant: unknown): string | null {
  const found = mainOf(applicant)
  return found === null ? null : found.name
}

/** The first applicant of the data of a case, or of what a page keeps of a draft. */
export function mainOf(applicant: unknown): { readonly name: string; readonly document: string | null } | null {
  if (!isRecord(applicant)) return null
  const people = ['main', 'person', 'head', 'operator', 'legalRepresentative', 'responsible']
  const person = people.map((field) => applicant[field]).find(isRecord)
  const body = text(applicant['name']) ?? text(applicant['orgName'])
  const name = body ?? text(person?.['name'])
  if (name === null) return null
  const document = person?.['document']
  return { name, document: text(isRecord(document) ? document['number'] : person?.['number']) }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
