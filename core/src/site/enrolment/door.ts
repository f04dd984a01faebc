import { refused, type Refusal } from '../../domain/decider.js'
import { Fault } from '../../domain/fault.js'
import type { Site as SiteFact, SiteTrust } from '../../domain/roster.js'
import { currentSite } from '../../domain/roster-view.js'
import type { Hash, SiteId } from '../../domain/values.js'
import type { Admitted } from '../../store/doors/enrolments.js'
import { isProved, type Admission, type EnrolAnswer, type EnrolRequest, type RenewRequest } from '../../wire/doors/enrolment.js'
import { fingerprintOf } from '../../wire/doors/presented.js'
import type { Site } from '../site.js'
import { auditRefusal } from '../audit/audit.js'
import { settlePending } from '../pending.js'
import { publishingKeyOf } from '../../wire/catalogue/signing.js'
import { admitMachine, type Reads } from './admit.js'
import { Attempts } from './attempts.js'
import { claimCode, type Claim } from './codes.js'
import { requestedKey, signAuthority, signSite, type Issuer } from './issuer.js'
import { knownMachine, trustTimeMs } from './known-machine.js'

/** What a gateway lets machines in with. */
export interface DoorOptions {
  /** Read anew each time: an authority may be put back while the program runs. */
  readonly issuer: () => Issuer | null
  /** How long a key is good. */
  readonly goodForMs: number
  /** The key of the frames between a county and this city: a new one, or the one that is there. */
  readonly frameKey: (county: SiteId, isNew: boolean) => Uint8Array
  /** Whether the bus's server would take that as a user: one wrong letter in its configuration, and it refuses all of it. */
  readonly isBusUser: (publicKey: string) => boolean
}

/** What whoever guesses hears; each counts as a guess. */
const GUESSED: ReadonlySet<string> = new Set(['enrolment/code-unknown', 'enrolment/code-used'])

/** Lets machines in by codes and gives them new keys; what is offered to callers without a certificate. */
export class EnrolmentDoor {
  readonly #site: Site
  readonly #options: DoorOptions
  readonly #attempts: Attempts

  constructor(site: Site, options: DoorOptions) {
    this.#site = site
    this.#options = options
    this.#attempts = new Attempts(site.options.clock)
  }

  /** A code and a request against a certificate; `from` is the caller's address. Throws Faults. */
  async enrol(request: EnrolRequest, from: string): Promise<EnrolAnswer> {
    this.#attempts.check(from)
    const key = await requestedKey(request.signingRequest)
    const fingerprint = fingerprintOf(key)
    const claim = await this.#site.commit(() => this.#claim(request.code, fingerprint, from))
    if ('kind' in claim) throw this.#refused(claim, from)
    if (claim.isRepeated) return { kind: 'admitted', admission: this.#admissionOf(claim.fact.id) }
    if (claim.code.needsApproval && claim.code.approvedBy === null) return { kind: 'pending', fingerprint }
    checkProgram(claim, request, this.#options)
    const admitted = await this.#certify(claim, request, key)
    await this.#site.commit(() => this.#admitOnce(claim, admitted, request))
    return { kind: 'admitted', admission: this.#admissionOf(claim.fact.id) }
  }

  /** A new key, proved by the old one. Throws Faults. */
  async renew(request: RenewRequest): Promise<Admission> {
    const site = this.#site
    if (site.roster.version === 0) throw new Fault('roster/behind', request.site)
    const known = knownMachine(site, request.site)
    const fact = currentSite(site.roster, request.site)
    if (known === null || fact?.parent !== site.id || fact.life === 'retired') throw new Fault('link/not-enrolled', request.site)
    if (request.generation !== known.generation) throw new Fault('link/old-generation', request.site)
    if (known.trust.revokedMs !== null) throw new Fault('link/revoked', request.site)
    if (!isProved(request)) throw new Fault('link/unknown-key', request.site)
    const key = await requestedKey(request.signingRequest)
    const [oldKey, newKey] = [fingerprintOf(request.oldKey), fingerprintOf(key)]
    const before = site.store.enrolments.admitted(request.site)
    // The answer was lost on its way.
    if (before?.trust.fingerprint === newKey && before.previousFingerprint === oldKey) return this.#admissionOf(request.site)
    if (oldKey !== known.trust.fingerprint) throw new Fault('link/unknown-key', request.site)
    const trust = this.#trust(newKey, known.trust.busUser, known.trust.issuedMs)
    const identity = { site: request.site, generation: known.generation }
    const issuer = this.#issuer()
    const certificate = await signSite(issuer, identity, key, trust.issuedMs)
    const authority = await nextAuthority(issuer, fact, request, trust.issuedMs)
    const authorityCertificate = authority ?? before?.authorityCertificate ?? null
    const rest = { by: before?.by ?? '', certificate, previousFingerprint: oldKey, authorityCertificate }
    await site.commit(() => {
      if (knownMachine(site, request.site)?.trust.fingerprint !== oldKey) throw new Fault('link/unknown-key', request.site)
      admitSettled(site, { ...identity, trust, ...rest }, { bodyTypes: fact.bodyTypes })
    })
    return this.#admissionOf(request.site)
  }

  /** Looked up and counted in one go: of a thousand guesses at a time no more are compared than of a thousand in turn. Inside a commit. */
  #claim(code: string, fingerprint: Hash, from: string): Claim | Refusal {
    if (this.#attempts.isShut(from)) return refused('enrolment/too-many', from)
    const claim = claimCode(this.#site, code, fingerprint)
    if ('kind' in claim && GUESSED.has(claim.code)) this.#attempts.wrong(from)
    return claim
  }

  #refused({ code, detail }: Refusal, from: string): Fault {
    if (code === 'enrolment/too-many') return new Fault(code, detail)
    auditRefusal(this.#site, from, { person: null, place: null, subject: 'enrolment code', outcome: code })
    return new Fault(code, detail)
  }

  #issuer(): Issuer {
    const issuer = this.#options.issuer()
    if (issuer === null) throw new Fault('enrolment/no-authority')
    return issuer
  }

  /** Two calls of one machine at a time end in one admission. */
  #admitOnce({ code, generation }: Claim, admitted: Admitted, { bodyTypes, publishingKey }: EnrolRequest): void {
    const { store, clock } = this.#site
    const known = knownMachine(this.#site, admitted.site)
    if (known !== null && known.generation >= generation) return
    store.enrolments.closeCode(code.id, clock.now().estimateMs)
    const key = publishingKey === null ? null : publishingKeyOf(publishingKey)
    admitSettled(this.#site, admitted, { bodyTypes, publishingKey: key })
  }

  async #certify({ code, fact, generation }: Claim, request: EnrolRequest, key: Uint8Array): Promise<Admitted> {
    const trust = this.#trust(fingerprintOf(key), request.busUser, 0)
    const identity = { site: fact.id, generation }
    const issuer = this.#issuer()
    const certificate = await signSite(issuer, identity, key, trust.issuedMs)
    const authorityCertificate =
      request.authorityRequest === null
        ? null
        : await signAuthority(issuer, fact.id, await requestedKey(request.authorityRequest), trust.issuedMs)
    if (fact.tier === 'county') this.#options.frameKey(fact.id, true)
    const by = code.approvedBy ?? code.by
    return { ...identity, trust, by, certificate, authorityCertificate, previousFingerprint: null }
  }

  /** Later keys of a site have later times, whatever the clock does. */
  #trust(fingerprint: Hash, busUser: string | null, issuedBeforeMs: number): SiteTrust {
    const issuedMs = Math.max(trustTimeMs(this.#site), issuedBeforeMs + 1)
    return { fingerprint, busUser, issuedMs, renewByMs: issuedMs + this.#options.goodForMs, revokedMs: null }
  }

  #admissionOf(id: SiteId): Admission {
    const fact = currentSite(this.#site.roster, id)
    const admitted = this.#site.store.enrolments.admitted(id)
    if (fact === null || admitted === null) throw new Fault('enrolment/refused', id)
    const { generation, certificate, authorityCertificate, trust } = admitted
    const { name, tier } = fact
    const frameKey = tier === 'county' ? this.#options.frameKey(id, false) : null
    const { issuedMs, renewByMs } = trust
    const who = { site: id, name, generation, tier, parent: this.#site.id }
    return { ...who, certificate, authorityCertificate, frameKey, issuedMs, renewByMs }
  }
}

/** A county changes its authority with its key; what the one before signed is trusted on, since trust is the roster's. */
async function nextAuthority(issuer: Issuer, { id, tier }: SiteFact, { authorityRequest }: RenewRequest, issuedMs: number) {
  if (authorityRequest === null) return null
  if (tier !== 'county') throw new Fault('enrolment/bad-request', `${id} holds no authority`)
  return await signAuthority(issuer, id, await requestedKey(authorityRequest), issuedMs)
}

function admitSettled(site: Site, admitted: Admitted, reads: Reads): void {
  const refusal = admitMachine(site, admitted, reads)
  // Nothing of a machine the roster cannot name stays.
  if (refusal !== null) throw new Fault(refusal.code, refusal.detail)
  settlePending(site)
}

/** The roster says what a site is; a machine set up as something else would start and fail. */
function checkProgram(
  { fact }: Claim,
  { program, busUser, authorityRequest, publishingKey }: EnrolRequest,
  { isBusUser }: DoorOptions,
): void {
  const isGateway = fact.program === 'gateway'
  if (program !== fact.program) throw new Fault('enrolment/refused', `${fact.id} is a ${fact.program}`)
  if ([busUser, authorityRequest, publishingKey].some((part) => isGateway !== (part !== null)))
    throw new Fault('enrolment/bad-request', 'what only gateways have')
  if (busUser !== null && !isBusUser(busUser)) throw new Fault('enrolment/bad-request', 'bus user')
}
