import { ManualClock } from '../../runtime/manual-clock.js'
import { type LineFaults, MemoryLine } from '../../transport/memory-line.js'
import { memoryPair } from '../../transport/memory.js'
import { LinkHub, type LinkHubOptions } from '../hub.js'
import type { LinkSession } from '../session.js'
import { FakeLedger } from './fake-ledger.testing.js'
import type { LinkStatus } from '../status.js'
import { FakePapers } from './fake-papers.testing.js'
import { ScriptedPeer } from './scripted-peer.testing.js'

export const CHILD = 'V'
export const PARENT = 'K'

/** One site of a pair, with the parts a crash loses and those it keeps. */
export class TestSite {
  readonly ledger: FakeLedger
  readonly papers = new FakePapers()
  readonly bugs: unknown[] = []
  readonly clock: ManualClock
  hub: LinkHub
  #starts = 0
  #options: Partial<LinkHubOptions> = {}

  constructor(site: string, clock: ManualClock, options: Partial<LinkHubOptions> = {}) {
    this.ledger = new FakeLedger(site)
    this.clock = clock
    this.#options = options
    this.hub = this.#start()
  }

  /** The program ends and starts again: what was committed is here, nothing else. */
  restart(options: Partial<LinkHubOptions> = this.#options): void {
    this.#options = options
    this.hub.close('crash')
    this.hub = this.#start()
  }

  #start(): LinkHub {
    this.#starts += 1
    const instance = `${this.ledger.site}-${this.#starts}`
    return new LinkHub({
      self: () => this.ledger.self(instance),
      ledger: this.ledger,
      papers: this.papers,
      clock: this.clock,
      random: () => 0.5,
      newLinkId: () => `link-${this.ledger.site}-${this.#starts}`,
      onBug: (_peer, error) => this.bugs.push(error),
      ...this.#options,
    })
  }
}

export interface TwoSitesOptions {
  readonly faults?: Partial<LineFaults>
  readonly random?: () => number
  readonly child?: Partial<LinkHubOptions>
  readonly parent?: Partial<LinkHubOptions>
}

/** A child and its parent over a memory line, on one clock that stands still until told. */
export class TwoSites {
  readonly clock = new ManualClock(1_700_000_000_000)
  readonly line: MemoryLine
  readonly child: TestSite
  readonly parent: TestSite

  constructor({ faults = {}, random = () => 0.5, child = {}, parent = {} }: TwoSitesOptions = {}) {
    this.line = new MemoryLine({ clock: this.clock, random, faults })
    this.child = new TestSite(CHILD, this.clock, child)
    this.parent = new TestSite(PARENT, this.clock, parent)
  }

  /** The child dials; the sessions are its own and the parent's. */
  dial(): { readonly child: LinkSession; readonly parent: LinkSession } {
    const { dialler, accepter } = memoryPair({ line: this.line, child: CHILD, parent: PARENT })
    const parent = this.parent.hub.accept(CHILD, accepter)
    return { parent, child: this.child.hub.connect(PARENT, dialler) }
  }

  /** A test speaks as the child. */
  dialAs(): ScriptedPeer {
    const { dialler, accepter } = memoryPair({ line: this.line, child: CHILD, parent: PARENT })
    this.parent.hub.accept(CHILD, accepter)
    return new ScriptedPeer(dialler)
  }

  /** A test speaks as the parent. */
  answerAs(): ScriptedPeer {
    const { dialler, accepter } = memoryPair({ line: this.line, child: CHILD, parent: PARENT })
    this.child.hub.connect(PARENT, dialler)
    return new ScriptedPeer(accepter)
  }

  /** The only link of the child, or of the parent. */
  status(of: 'child' | 'parent'): LinkStatus {
    const [status] = this[of].hub.status()
    if (status === undefined) throw new Error(`${of} has met nobody`)
    return status
  }

  /** Dials whenever there is no session, step by step, for as long. */
  run(forMs: number, stepMs = 1_000): void {
    for (let leftMs = forMs; leftMs > 0; leftMs -= stepMs) {
      if (!this.line.isCut && this.child.hub.status().every(({ state }) => state === 'down')) this.dial()
      this.clock.advance(stepMs)
    }
  }

  /** The child, or the parent, writes messages and says so. */
  write(from: 'child' | 'parent', lane: 'case' | 'bulk', texts: readonly string[]): void {
    const [site, peer] = from === 'child' ? [this.child, PARENT] : [this.parent, CHILD]
    for (const text of texts) site.ledger.write(peer, lane, text)
    site.hub.poke([peer])
  }
}

/** `count` different texts of about `sizeBytes`. */
export function texts(name: string, count: number, sizeBytes = 20): string[] {
  return Array.from({ length: count }, (_, i) => `${name} ${i + 1}`.padEnd(sizeBytes, '.'))
}

/** A test that speaks as the child, past its greeting. */
export function greeted(): { readonly sites: TwoSites; readonly peer: ScriptedPeer } {
  const sites = new TwoSites()
  const peer = sites.dialAs()
  peer.hello(sites.child.ledger.self())
  sites.clock.advance(10)
  if (peer.all('welcome').length !== 1) throw new Error('not greeted')
  return { sites, peer }
}
