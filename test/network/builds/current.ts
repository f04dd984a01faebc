import { LinkHub } from '@liandong/core/link/hub.js'
import { actOnCase, resolveActor } from '@liandong/core/site/act.js'
import { keepAuditCopied } from '@liandong/core/site/audit/keep.js'
import { askForSeizure } from '@liandong/core/site/ask-seizure.js'
import { proposeSeizure } from '@liandong/core/site/enrolment/two-persons.js'
import { executeRegistration, loadCase } from '@liandong/core/site/execute.js'
import { checkCopies } from '@liandong/core/site/contents/check-copies.js'
import { publishEdition } from '@liandong/core/site/catalogue/publish.js'
import { publishItems } from '@liandong/core/site/catalogue/publish-items.js'
import { stopItems } from '@liandong/core/site/catalogue/stop-items.js'
import { keepCatalogue } from '@liandong/core/site/catalogue/upkeep.js'
import { eraseDelivered } from '@liandong/core/site/erasure/erase.js'
import { linkLedger } from '@liandong/core/site/links/link-ledger.js'
import { paperLedger } from '@liandong/core/site/links/paper-ledger.js'
import { pruneLanes } from '@liandong/core/site/links/prune.js'
import { settlePending } from '@liandong/core/site/pending.js'
import { changeVerifier, resetVerifier } from '@liandong/core/site/people/credentials.js'
import { changeRoster } from '@liandong/core/site/roster-change.js'
import { seizeAllOf } from '@liandong/core/site/seize.js'
import { Site } from '@liandong/core/site/site.js'
import { wake } from '@liandong/core/site/wake.js'
import { memoryDialler } from '@liandong/core/transport/memory.js'
import { openSnapshot, openStore } from '@liandong/core/store/open.js'
import { BODY_TYPES } from '@liandong/core/wire/event.js'
import type { Build } from './build.js'

/** The program as it stands in this repository. */
export const currentBuild: Build = {
  programVersion: '0.1.0',
  bodyTypes: BODY_TYPES,
  Site,
  LinkHub,
  openStore,
  openSnapshot,
  linkLedger,
  paperLedger,
  wake,
  memoryDialler,
  actOnCase,
  askForSeizure,
  proposeSeizure,
  resolveActor,
  executeRegistration,
  loadCase,
  settlePending,
  seizeAllOf,
  pruneLanes,
  eraseDelivered,
  changeRoster,
  changeVerifier,
  resetVerifier,
  publishItems,
  publishEdition,
  stopItems,
  checkCopies,
  keepCatalogue,
  keepAuditCopied,
}
