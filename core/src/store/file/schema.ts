import { auditTables } from '../schema/audit.js'
import { doorTables } from '../schema/doors.js'
import { linkTables } from '../schema/links.js'
import { listTables } from '../schema/lists.js'
import { logTables } from '../schema/log.js'
import { paperTables } from '../schema/papers.js'
import { peopleTables } from '../schema/people.js'
import { projectionTables } from '../schema/projections.js'
import { registerTables } from '../schema/registers.js'
import { requestTables } from '../schema/requests.js'
import { workTables } from '../schema/works.js'

/** The first release's tables. Facts first; projections, which `rebuild` makes again from facts, at the end. */
export const firstSchema = [
  logTables,
  linkTables,
  requestTables,
  paperTables,
  doorTables,
  peopleTables,
  listTables,
  workTables,
  registerTables,
  auditTables,
  projectionTables,
].join('')
