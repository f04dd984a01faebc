/** Everybody of a hall at the start of the day. */
export const PEOPLE = 51
export const LAST = `the last of ${PEOPLE} sign-ins at once`
export const LAG = 'lag of a link meanwhile, p99'
/** What a link's peer does not notice. */
export const MOST_LAG_MS = 50
export const MOST_TIMES_BARE = 1.5
