/** What an application's applicant blob says of people and bodies, wherever in it they stand. */
export interface WhoApplies {
  /** The first is whoever applies, the others apply beside them or stand for them. */
  readonly names: readonly string[]
  /** Numbers of identity documents and credit codes, as they are compared. */
  readonly identities: readonly string[]
  readonly phones: readonly string[]
}

/** Reads whatever was written; text that is no applicant names nobody. */
export function whoApplies(applicant: unknown): WhoApplies {
  const found = { names: new Set<string>(), identities: new Set<string>(), phones: new Set<string>() }
  gather(applicant, found)
  return { names: [...found.names], identities: [...found.identities], phones: [...found.phones] }
}

/** Printed and typed forms of one number are one number. */
export function comparable(identity: string): string {
  return identity.replaceAll(/[\s-]/g, '').toUpperCase()
}

type Found = { readonly [Kind in keyof WhoApplies]: Set<string> }

function gather(value: unknown, found: Found): void {
  if (typeof value !== 'object' || value === null) return
  const { name, phone, document, creditCode } = value as Record<string, unknown>
  if (typeof name === 'string') found.names.add(name)
  if (typeof phone === 'string') found.phones.add(phone)
  if (typeof creditCode === 'string') found.identities.add(comparable(creditCode))
  const number = (document as Record<string, unknown> | undefined)?.['number']
  if (typeof number === 'string') found.identities.add(comparable(number))
  for (const part of FIRST) gather((value as Record<string, unknown>)[part], found)
  for (const [part, inside] of Object.entries(value)) if (part !== 'document' && !FIRST.includes(part)) gather(inside, found)
}

/** Whoever applies stands before those beside them, in whatever order the fields were written. */
const FIRST = ['person', 'head', 'operator', 'legalRepresentative', 'responsible']
