import type { ChannelPair } from '../channel.js'
import { decodeFrame, encodeFrame, type FrameBody, type Hello, type LinkFrame } from '../../wire/frame.js'
import { ZERO_HASH } from '../../wire/hash.js'
import type { SelfDescription } from '../../site/ledger.js'

type Body = FrameBody
type OfKind<K extends Body['kind']> = Extract<LinkFrame['body'], { kind: K }>

/** A peer that says exactly what a test wants, frame by frame. */
export class ScriptedPeer {
  readonly heard: LinkFrame[] = []
  readonly heardPapers: LinkFrame[] = []
  closed: string | null = null
  linkId: string | null = null
  session = 1
  readonly #pair: ChannelPair

  constructor(pair: ChannelPair) {
    this.#pair = pair
    pair.messages.onFrame((bytes) => this.#hear(decodeFrame(bytes)))
    pair.blobs.onFrame((bytes) => this.heardPapers.push(decodeFrame(bytes)))
    pair.messages.onClose((reason) => {
      this.closed = reason
    })
  }

  #hear(frame: LinkFrame): void {
    this.heard.push(frame)
    if (frame.body.kind === 'welcome') this.linkId = frame.linkId
  }

  /** All bodies of one kind heard on the channel of messages. */
  all<K extends Body['kind']>(kind: K): OfKind<K>[] {
    return this.heard.map(({ body }) => body).filter((body): body is OfKind<K> => body.kind === kind)
  }

  papers<K extends Body['kind']>(kind: K): OfKind<K>[] {
    return this.heardPapers.map(({ body }) => body).filter((body): body is OfKind<K> => body.kind === kind)
  }

  say(body: Body, head: { linkId?: string | null; session?: number } = {}): void {
    this.#pair.messages.send(encodeFrame({ linkId: this.linkId, session: this.session, ...head, body }))
  }

  sayPaper(body: Body, head: { linkId?: string | null; session?: number } = {}): void {
    this.#pair.blobs.send(encodeFrame({ linkId: this.linkId, session: this.session, ...head, body }))
  }

  sayBytes(bytes: Uint8Array): void {
    this.#pair.messages.send(bytes)
  }

  sayPaperBytes(bytes: Uint8Array): void {
    this.#pair.blobs.send(bytes)
  }

  hello(self: SelfDescription, changes: Partial<Hello> = {}): void {
    const { site, store, generation, instance, programVersion, bodyTypes, rosterVersion } = self
    const lane = { received: 0, receivedDigest: ZERO_HASH, credit: 1_000, written: 0 }
    this.say({
      kind: 'hello',
      ...{ site, store, generation, instance, programVersion, bodyTypes, rosterVersion },
      wireOldest: 1,
      wireNewest: 1,
      lanes: [
        { lane: 'case', ...lane },
        { lane: 'bulk', ...lane },
      ],
      clockMs: 1_700_000_000_000,
      ...changes,
    })
  }

  batch(lane: 'case' | 'bulk', first: number, texts: readonly string[]): void {
    const messages = texts.map((text) => ({ kind: 'event' as const, kindNumber: 1, payload: new TextEncoder().encode(text) }))
    this.say({ kind: 'batch', lane, first, messages })
  }

  close(): void {
    this.#pair.messages.close('peer gone')
    this.#pair.blobs.close('peer gone')
  }
}
