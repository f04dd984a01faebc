import type { SiteId } from '../../domain/values.js'
import { Recent } from '../../store/file/recent.js'
import type { Kept, PaperName } from '../ledger.js'

/** Answers remembered: those of a few thousand cases, which are asked for again where they fell out. */
const REMEMBERED = 20_000

/** What neighbours said of papers they were asked about; asked again after each start. */
export class KeptPapers {
  readonly #said = new Recent<string, Kept>(REMEMBERED)

  confirmed(peer: SiteId, { caseId, hash }: PaperName, { held, byCustodian }: Kept): void {
    this.#said.put(`${peer} ${caseId} ${hash}`, { held, byCustodian })
  }

  /** null where the neighbour has not said that it holds the paper. */
  by(peer: SiteId, { caseId, hash }: PaperName): Kept | null {
    return this.#said.get(`${peer} ${caseId} ${hash}`) ?? null
  }
}
