import type { actOnCase } from '@liandong/core/site/act.js'
import type { keepAuditCopied } from '@liandong/core/site/audit/keep.js'
import type { askForSeizure } from '@liandong/core/site/ask-seizure.js'
import type { proposeSeizure } from '@liandong/core/site/enrolment/two-persons.js'
import type { executeRegistration, loadCase } from '@liandong/core/site/execute.js'
import type { checkCopies } from '@liandong/core/site/contents/check-copies.js'
import type { publishEdition } from '@liandong/core/site/catalogue/publish.js'
import type { publishItems } from '@liandong/core/site/catalogue/publish-items.js'
import type { stopItems } from '@liandong/core/site/catalogue/stop-items.js'
import type { keepCatalogue } from '@liandong/core/site/catalogue/upkeep.js'
import type { eraseDelivered } from '@liandong/core/site/erasure/erase.js'
import type { linkLedger } from '@liandong/core/site/links/link-ledger.js'
import type { paperLedger } from '@liandong/core/site/links/paper-ledger.js'
import type { pruneLanes } from '@liandong/core/site/links/prune.js'
import type { settlePending } from '@liandong/core/site/pending.js'
import type { changeVerifier, resetVerifier } from '@liandong/core/site/people/credentials.js'
import type { changeRoster } from '@liandong/core/site/roster-change.js'
import type { seizeAllOf } from '@liandong/core/site/seize.js'
import type { resolveActor } from '@liandong/core/site/act.js'
import type { Site } from '@liandong/core/site/site.js'
import type { wake } from '@liandong/core/site/wake.js'
import type { LinkHub } from '@liandong/core/link/hub.js'
import type { memoryDialler } from '@liandong/core/transport/memory.js'
import type { openSnapshot, openStore } from '@liandong/core/store/open.js'

/** One version of the program, as far as a simulated site runs it. Two of them meet on the lines of one network. */
export interface Build {
  readonly programVersion: string
  readonly bodyTypes: readonly string[]
  readonly Site: typeof Site
  readonly LinkHub: typeof LinkHub
  readonly openStore: typeof openStore
  readonly openSnapshot: typeof openSnapshot
  readonly linkLedger: typeof linkLedger
  readonly paperLedger: typeof paperLedger
  readonly wake: typeof wake
  readonly memoryDialler: typeof memoryDialler
  readonly actOnCase: typeof actOnCase
  readonly askForSeizure: typeof askForSeizure
  readonly proposeSeizure: typeof proposeSeizure
  readonly resolveActor: typeof resolveActor
  readonly executeRegistration: typeof executeRegistration
  readonly loadCase: typeof loadCase
  readonly settlePending: typeof settlePending
  readonly seizeAllOf: typeof seizeAllOf
  readonly pruneLanes: typeof pruneLanes
  readonly eraseDelivered: typeof eraseDelivered
  readonly changeRoster: typeof changeRoster
  readonly changeVerifier: typeof changeVerifier
  readonly resetVerifier: typeof resetVerifier
  readonly publishItems: typeof publishItems
  readonly publishEdition: typeof publishEdition
  readonly stopItems: typeof stopItems
  readonly checkCopies: typeof checkCopies
  readonly keepCatalogue: typeof keepCatalogue
  readonly keepAuditCopied: typeof keepAuditCopied
}
