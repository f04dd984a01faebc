/** Seeds of stories that once went wrong; each is played in every run. */
export const keptSeeds: readonly number[] = []
