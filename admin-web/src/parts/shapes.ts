import type { CASE_COUNTS, CASE_LINE, CASE_LIST, CASE_PAGE } from '@liandong/core/http/schemas/case.js'
import type { AGE, PROBLEM } from '@liandong/core/http/schemas/common.js'
import type { SITE_LINE } from '@liandong/core/http/schemas/roster.js'
import type { HELD, LINK, OUTGOING, PARKED } from '@liandong/core/http/schemas/traffic.js'
import type { SESSION } from '@liandong/core/http/people/schemas.js'
import type { START } from '@liandong/core/http/pages/start-route.js'
import type { Static } from 'typebox'

/** What the program answers, as its own schemas say; only types come from there. */
export type Start = Static<typeof START>
export type Session = Static<typeof SESSION>
export type Desk = Session['desks'][number]
export type Problem = Static<typeof PROBLEM>
export type Age = Static<typeof AGE>

export type CaseLine = Static<typeof CASE_LINE>
export type CaseList = Static<typeof CASE_LIST>
export type CaseCounts = Static<typeof CASE_COUNTS>
export type CasePage = Static<typeof CASE_PAGE>
export type HistoryEntry = CasePage['history'][number]
export type Stage = CaseLine['stage']

export type SiteLine = Static<typeof SITE_LINE>
export type Sites = { readonly sites: readonly SiteLine[] }
export type Link = Static<typeof LINK>
export type Links = { readonly asOfMs: number; readonly links: readonly Link[] }
export type OutgoingLane = Static<typeof OUTGOING>
export type Outgoing = { readonly asOfMs: number; readonly lanes: readonly OutgoingLane[] }
export type HeldList = { readonly asOfMs: number; readonly total: number; readonly held: readonly Static<typeof HELD>[] }
export type ParkedLine = Static<typeof PARKED>
export type ParkedList = { readonly asOfMs: number; readonly parked: readonly ParkedLine[] }
