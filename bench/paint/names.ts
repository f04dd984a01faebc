export const PAINTED = 'frame and line state painted'
export const FIRST = 'brotli before the first page is usable'
/** Of a bare React page in the same run. */
export const MOST_TIMES_BARE = 3
/** React and Ant Design's frame alone are 250. */
export const MOST_KB = 340
/** Opened so often in each run, each time with an empty cache; the middle one counts. */
export const OPENED = 5
