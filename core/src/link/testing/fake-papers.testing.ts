import type { CaseId, Hash, SiteId } from '../../domain/values.js'
import type { PaperLedger, PaperName, WantAnswer } from '../../site/ledger.js'
import { sha256Hex } from '../../wire/hash.js'

type Key = `${CaseId} ${Hash}`

interface Want {
  readonly caseId: CaseId
  readonly hash: Hash
  readonly through: SiteId
  /** What is here so far; it outlives a connection. */
  parts: Uint8Array[]
  sizeBytes: number
}

/** A site's papers in memory: what it holds, wants, and keeps for others. */
export class FakePapers implements PaperLedger {
  readonly held = new Map<Key, Uint8Array>()
  readonly wants = new Map<Key, Want>()
  /** Wants of peers that cannot be answered, or whose Got has not come. */
  readonly asked = new Map<string, { peer: SiteId; caseId: CaseId; hash: Hash }>()
  readonly gots: string[] = []
  /** Thrown by the next write. */
  failure: Error | null = null
  /** Peers that may not have anything. */
  readonly strangers = new Set<SiteId>()

  hold(caseId: CaseId, bytes: Uint8Array, hash = sha256Hex(bytes)): Hash {
    this.held.set(`${caseId} ${hash}`, bytes)
    return hash
  }

  want(caseId: CaseId, hash: Hash, through: SiteId): void {
    this.wants.set(`${caseId} ${hash}`, { caseId, hash, through, parts: [], sizeBytes: 0 })
  }

  connected(peer: SiteId): void {
    for (const [key, one] of this.asked)
      if (one.peer === peer && !this.held.has(`${one.caseId} ${one.hash}`)) this.asked.delete(key)
  }

  wantsFrom(peer: SiteId): readonly PaperName[] {
    return [...this.wants.values()].filter(({ through }) => through === peer)
  }

  wantsOf(peer: SiteId, caseId: CaseId): readonly PaperName[] {
    return this.wantsFrom(peer).filter((want) => want.caseId === caseId)
  }

  isWanted(peer: SiteId, caseId: CaseId, hash: Hash): boolean {
    return this.wants.get(`${caseId} ${hash}`)?.through === peer
  }

  hasJoined(): boolean {
    return true
  }

  partSize(hash: Hash): number {
    return [...this.wants.values()].find((want) => want.hash === hash)?.sizeBytes ?? 0
  }

  unconfirmed(peer: SiteId): readonly PaperName[] {
    return [...this.asked.values()].filter((one) => one.peer === peer)
  }

  offerable(peer: SiteId, caseId: CaseId, hash: Hash): number | null {
    const isAsked = this.unconfirmed(peer).some((one) => one.caseId === caseId && one.hash === hash)
    return isAsked ? (this.held.get(`${caseId} ${hash}`)?.byteLength ?? null) : null
  }

  wanted(peer: SiteId, caseId: CaseId, hash: Hash): WantAnswer {
    if (this.strangers.has(peer)) return { kind: 'refused', code: 'paper/not-held' }
    this.asked.set(`${peer} ${caseId} ${hash}`, { peer, caseId, hash })
    const bytes = this.held.get(`${caseId} ${hash}`)
    return bytes === undefined ? { kind: 'passed-on' } : { kind: 'have', sizeBytes: bytes.byteLength }
  }

  readChunk(peer: SiteId, caseId: CaseId, hash: Hash, offset: number, length: number): Uint8Array | null {
    if (this.strangers.has(peer)) return null
    return this.held.get(`${caseId} ${hash}`)?.subarray(offset, offset + length) ?? null
  }

  writeChunk(_peer: SiteId, caseId: CaseId, hash: Hash, offset: number, data: Uint8Array, sizeBytes: number) {
    const { failure } = this
    this.failure = null
    if (failure !== null) throw failure
    const want = this.wants.get(`${caseId} ${hash}`)
    if (want === undefined) throw new Error('written without being wanted')
    if (offset === want.sizeBytes) {
      want.parts.push(data.slice())
      want.sizeBytes += data.byteLength
    }
    return want.sizeBytes < sizeBytes ? { kind: 'more' as const, next: want.sizeBytes } : this.#finish(want)
  }

  #finish(want: Want) {
    const { caseId, hash } = want
    const whole = Buffer.concat(want.parts)
    if (sha256Hex(whole) !== hash) {
      Object.assign(want, { parts: [], sizeBytes: 0 })
      return { kind: 'mismatch' as const }
    }
    this.wants.delete(`${caseId} ${hash}`)
    this.held.set(`${caseId} ${hash}`, whole)
    return { kind: 'complete' as const }
  }

  /** Papers here are complete with their last chunk. */
  keep(): void {
    throw new Error('nothing was whole')
  }

  has(caseId: CaseId, hash: Hash): boolean {
    return this.held.has(`${caseId} ${hash}`)
  }

  got(peer: SiteId, caseId: CaseId, hash: Hash): void {
    this.asked.delete(`${peer} ${caseId} ${hash}`)
    this.gots.push(`${peer} ${caseId} ${hash}`)
  }
}
