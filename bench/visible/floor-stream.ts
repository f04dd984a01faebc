/** One stream of the broker, as a county and its city would share it. */
export const STREAM = 'floor'
export const SUBJECT = 'floor.up'
