import { linkLedger } from './links/link-ledger.js'
import { LANES } from './ledger.js'
import { paperLedger } from './links/paper-ledger.js'
import type { Site } from './site.js'

/** Two sites in one process without a link between: what links carry is handed over by these calls. */
export function join(child: Site, parent: Site): void {
  linkLedger(parent).adopt(child.id, `link-${child.id}`, child.store.id)
  linkLedger(child).adopt(parent.id, `link-${child.id}`, parent.store.id)
}

/** Hands over everything, lanes and papers, both ways along each pair, until nothing is left. */
export function carry(...pairs: readonly (readonly [Site, Site])[]): void {
  const ways = pairs.flatMap(([a, b]) => [[a, b] as const, [b, a] as const])
  for (let round = 0; round < 50; round += 1) {
    const moved = ways.map(([from, to]) => carryLanes(from, to) + carryPapers(from, to))
    if (moved.every((count) => count === 0)) return
  }
  throw new Error('messages go to and fro without end')
}

/** Hands over what is written, of each lane at most so many bytes, but one message at least. */
export function carryLanes(from: Site, to: Site, maxBytes = 512 * 1024): number {
  let count = 0
  for (const lane of LANES) {
    const mark = linkLedger(from)
      .marks(to.id)
      .find((each) => each.lane === lane)
    if (mark === undefined || mark.written === mark.acknowledged) continue
    const messages = linkLedger(from).read(to.id, lane, mark.acknowledged + 1, maxBytes, mark.written)
    const { number, results } = linkLedger(to).receive(from.id, lane, mark.acknowledged + 1, messages)
    linkLedger(from).acknowledge(to.id, lane, number, results)
    count += messages.length
  }
  return count
}

function carryPapers(from: Site, to: Site): number {
  let count = 0
  for (const { caseId, hash } of [...paperLedger(to).wantsFrom(from.id)]) {
    const offset = paperLedger(to).partSize(hash)
    const answer = paperLedger(from).wanted(to.id, caseId, hash)
    if (answer.kind !== 'have') continue
    const data = paperLedger(from).readChunk(to.id, caseId, hash, offset, answer.sizeBytes)
    if (data === null) continue
    const written = paperLedger(to).writeChunk(from.id, caseId, hash, offset, data, answer.sizeBytes)
    if (written.kind === 'whole') paperLedger(to).keep([written.paper])
    paperLedger(from).got(to.id, caseId, hash)
    count += 1
  }
  return count
}
