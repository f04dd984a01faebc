import type { CONSULTATION_DAY, CONSULTATION_LINE, DAY, PLACE_LEDGER, PLACE_ROWS } from '@liandong/core/http/registers/schemas.js'
import type { Static } from 'typebox'

/** What the program answers about registers, as its own schemas say. */
export type ConsultationDay = Static<typeof CONSULTATION_DAY>
export type Consultation = Static<typeof CONSULTATION_LINE>
export type Day = Static<typeof DAY>
export type Ledger = Static<typeof PLACE_LEDGER>
export type PlaceRows = Static<typeof PLACE_ROWS>
export type Tally = Ledger['places'][number]['tally']
