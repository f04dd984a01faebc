import { maskAddress, maskIdentity, maskName, maskPhone } from './mask.js'

/** Fields of an applicant that tell nobody who it is. */
const OPEN = new Set(['kind', 'type', 'sex', 'signed', 'ground', 'relation', 'until', 'creditCode'])

/** Bodies whose own name is public; the people in them are not. */
const PUBLIC_BODIES = new Set(['legal-person', 'other-body', 'village-collective'])

const masks: Readonly<Record<string, (text: string) => string>> = {
  name: maskName,
  number: maskIdentity,
  registerNumber: maskIdentity,
  phone: maskPhone,
  address: maskAddress,
}

/** An applicant as it is shown to whom it is none of their business: who in general, and nothing that could be used. */
export function maskApplicant(applicant: unknown): unknown {
  if (Array.isArray(applicant)) return applicant.map(maskApplicant)
  if (typeof applicant !== 'object' || applicant === null) return applicant
  const fields = applicant as Readonly<Record<string, unknown>>
  const isPublic = typeof fields['kind'] === 'string' && PUBLIC_BODIES.has(fields['kind'])
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, isPublic && name === 'name' ? value : maskField(name, value)]),
  )
}

function maskField(name: string, value: unknown): unknown {
  if (typeof value === 'object') return maskApplicant(value)
  if (typeof value !== 'string' || OPEN.has(name)) return value
  const mask = masks[name]
  return mask === undefined ? '****' : mask(value)
}
