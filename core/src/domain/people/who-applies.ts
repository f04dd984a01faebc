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
  if (Array.isArray(value)) for (const each of value) gather(each, found)
  if (typeof value !== 'object' || value === null) return
  const { name, phone, document, creditCode, ...rest } = value as Record<string, unknown>
  for (const [kind, text] of [
    ['names', name],
    ['phones', phone],
    ['identities', creditCode],
  ] as const)
    if (typeof text === 'string') found[kind].add(kind === 'identities' ? comparable(text) : text)
  const number = (document as Record<string, unknown> | undefined)?.['number']
  if (typeof number === 'string') found.identities.add(comparable(number))
  for (const part of inOrder(rest)) gather(part, found)
}

/** Whoever applies stands before those beside them, in whatever order the fields were written. */
const FIRST = ['person', 'head', 'operator', 'legalRepresentative', 'responsible']

function inOrder(fields: Record<string, unknown>): unknown[] {
  const rank = (name: string) => (FIRST.includes(name) ? 0 : 1)
  return Object.entries(fields)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([, part]) => part)
}
