/** Events sent before the clock starts, on every side, so that code and connections are warm. */
export const WARM_UP = 500

/**
 * What a floor keeps of an event: `bare`, its bytes under a number; `case`, the tables and keys of a log of cases, a list and an
 * outgoing lane, as our sites need them at both ends.
 */
export type FloorTables = 'bare' | 'case'
