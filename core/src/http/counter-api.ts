import type { FastifyPluginAsync } from 'fastify'
import type { Site } from '../site/site.js'
import { auditRoutes } from './audit/routes.js'
import { viewRoutes } from './audit/views.js'
import { catalogueListRoutes } from './catalogue/lists.js'
import { catalogueReportRoutes } from './catalogue/reports.js'
import type { CounterDoors } from './doors.js'
import { liveRoutes } from './live/routes.js'
import type { App, Routes } from './plugin.js'
import { sessionRoutes } from './people/routes.js'
import { publicGuideRoutes } from './public/guide.js'
import { documentRoutes } from './documents/routes.js'
import { publicQueryRoutes } from './public/query.js'
import { documentTextRoutes } from './documents/texts.js'
import { exportRoutes } from './exports/routes.js'
import { handOverRoutes } from './people/hand-over.js'
import { consultationRoutes } from './registers/consultations.js'
import { dayRoutes } from './registers/days.js'
import { printRoutes } from './print/routes.js'
import { flagRoutes } from './rights/flags.js'
import { rightsTableRoutes } from './rights/table.js'
import { actRoutes } from './routes/acts.js'
import { batchRoutes } from './routes/batches.js'
import { caseRoutes } from './routes/cases.js'
import { draftRoutes } from './routes/drafts.js'
import { maintenanceRoutes } from './enrolment/maintenance.js'
import { seizureRoutes } from './enrolment/seizures.js'
import { healthRoutes } from './routes/health.js'
import { itemRoutes } from './routes/items.js'
import { linkRoutes } from './routes/links.js'
import { paperRoutes } from './routes/papers.js'
import { placeRoutes } from './routes/places.js'
import { rosterRoutes } from './routes/roster.js'
import { siteRoutes } from './routes/sites.js'
import { taskRoutes } from './routes/tasks.js'
import { paperReceiptRoutes } from './counter/paper-receipts.js'
import { batchSheetRoutes } from './counter/batch-sheet.js'
import { outletRoutes } from './counter/outlet.js'
import { peerTestRoutes } from './network/peer-test.js'
import { toldAndOriginalRoutes } from './counter/told-and-originals.js'
import { villageRoutes } from './counter/villages.js'
import { bagRoutes } from './counter/bags.js'
import { returnRoutes } from './counter/returns.js'
import { scanRoutes } from './counter/scans.js'
import { worklistRoutes } from './counter/worklist.js'

const nouns: readonly Routes[] = [
  healthRoutes,
  sessionRoutes,
  liveRoutes,
  itemRoutes,
  catalogueListRoutes,
  catalogueReportRoutes,
  draftRoutes,
  paperRoutes,
  caseRoutes,
  actRoutes,
  batchRoutes,
  taskRoutes,
  handOverRoutes,
  toldAndOriginalRoutes,
  worklistRoutes,
  outletRoutes,
  scanRoutes,
  bagRoutes,
  returnRoutes,
  consultationRoutes,
  dayRoutes,
  batchSheetRoutes,
  exportRoutes,
  paperReceiptRoutes,
  villageRoutes,
  siteRoutes,
  seizureRoutes,
  maintenanceRoutes,
  placeRoutes,
  rosterRoutes,
  flagRoutes,
  rightsTableRoutes,
  linkRoutes,
  peerTestRoutes,
  printRoutes,
  documentRoutes,
  documentTextRoutes,
  publicQueryRoutes,
  publicGuideRoutes,
  auditRoutes,
  viewRoutes,
]

/** The routes of counters: one set of code, served by gateways and edge agents alike; a program adds those of its own. */
export function counterApi(site: Site, doors: CounterDoors, own: readonly Routes[]): FastifyPluginAsync {
  return async (app) => {
    for (const addRoutes of [...nouns, ...own]) addRoutes(app as App, site, doors)
  }
}
