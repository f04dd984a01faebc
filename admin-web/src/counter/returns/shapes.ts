import type { APPLIED, RETURN_ROW, RETURNS } from '@liandong/core/http/counter/returns.js'
import type { Static } from 'typebox'

/** What the program answers about returned lists, as its own schemas say. */
export type ReturnRow = Static<typeof RETURN_ROW>
export type Returns = Static<typeof RETURNS>
export type Applied = Static<typeof APPLIED>
