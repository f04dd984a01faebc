/** Version of the programs, said to neighbours and to whoever asks; the same as in package.json, which a test compares. */
export const programVersion = '0.1.0'
