import type { SCANNED } from '@liandong/core/http/counter/scans.js'
import type { Static } from 'typebox'

/** What a scan found, as the program's schema says. */
export type Scanned = Static<typeof SCANNED>
