import type { HANDED_DOWN, VILLAGES } from '@liandong/core/http/counter/villages.js'
import type { Static } from 'typebox'

/** What the program answers a centre, as its own schemas say. */
export type Villages = Static<typeof VILLAGES>
export type VillageLine = Villages['villages'][number]
export type VillageNotice = Villages['notices'][number]
export type HandedDown = Static<typeof HANDED_DOWN>
