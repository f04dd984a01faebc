import { Fault } from '../../domain/fault.js'
import { keepAdmission, prepareRequest, type NewMachine, type SiteNote } from '../../site/enrolment/machine.js'
import { enrolAt, learnAuthority } from './client.js'

/** What stands on the sheet. */
export interface Sheet {
  readonly address: string
  readonly code: string
  /** The mark of the network's authority. */
  readonly authority: string
}

/**
 * Makes this machine a site of the network: looks whom the address belongs to, says the code, keeps the answer. Throws Faults;
 * `enrolment/pending` while an administrator has not approved. May be called again after any of them.
 */
export async function enrolMachine(machine: NewMachine, sheet: Sheet): Promise<SiteNote> {
  const authority = await learnAuthority(sheet.address, sheet.authority)
  const request = await prepareRequest(machine, sheet.code)
  const answer = await enrolAt(sheet.address, authority, request)
  if (answer.kind === 'pending') throw new Fault('enrolment/pending', answer.fingerprint.slice(0, 16))
  return keepAdmission(machine.keysFolder, authority, sheet.address, answer.admission)
}
