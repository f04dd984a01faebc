import { run } from './run.js'
import type { Step, Story } from './story.js'

/** A story that fails is played at most so often to shorten it. */
const MOST_RUNS = 120

/** The shortest story found that still fails: steps are left out in ever smaller pieces while it goes on failing. */
export async function shrink(story: Story, deep: boolean): Promise<Story> {
  let steps = story.steps
  let runsLeft = MOST_RUNS
  const fails = async (shorter: readonly Step[]) => {
    runsLeft -= 1
    try {
      return (await run({ ...story, steps: shorter }, { deep })).violations.length > 0
    } catch {
      return true
    }
  }
  for (let piece = Math.ceil(steps.length / 2); piece >= 1 && runsLeft > 0; piece = Math.floor(piece / 2)) {
    for (let at = 0; at < steps.length && runsLeft > 0; ) {
      const shorter = [...steps.slice(0, at), ...steps.slice(at + piece)]
      if (shorter.length < steps.length && (await fails(shorter))) steps = shorter
      else at += piece
    }
  }
  return { ...story, steps }
}
