import { Random } from '../random.js'
import { shapes } from './world.js'

/** Steps of a story, with how often each is drawn. What a step does is drawn from its own seed when its turn comes. */
const weights = {
  register: 9,
  act: 40,
  'several acts': 5,
  'send again': 6,
  'other body': 2,
  'act elsewhere': 3,
  'act and crash': 2,
  wait: 22,
  'wait long': 5,
  cut: 5,
  heal: 6,
  break: 3,
  'bad line': 5,
  'slow line': 2,
  'sound line': 4,
  crash: 4,
  'crash in transaction': 4,
  'power off': 2,
  'disk full': 2,
  'wrong clock': 3,
  seize: 2,
  'city seizes': 1,
  die: 1,
  'roster change': 2,
  'new item': 1,
  'item overtaken': 1,
  upgrade: 2,
} as const

export type StepKind = keyof typeof weights | 'city asks' | 'catalogue' | 'people' | 'days pass'

export interface Step {
  readonly kind: StepKind
  readonly seed: number
}

export interface Story {
  readonly seed: number
  /** Sites that run the next version from the start; none in most stories. */
  readonly next: readonly string[]
  readonly steps: readonly Step[]
}

const weighed = Object.keys(weights) as readonly (keyof typeof weights)[]

/** Most a story may hold of what hurts for good. */
const limits: Partial<Record<StepKind, number>> = { seize: 3, 'city seizes': 1, die: 1, 'item overtaken': 1 }

const drawnKinds = weighed.flatMap((kind) => Array.from({ length: weights[kind] }, () => kind))

/** The story of a seed: the same on every machine. */
export function storyOf(seed: number): Story {
  const random = new Random(seed * 7919 + 17)
  const stepCount = 60 + random.below(50)
  const next = random.chance(0.35) ? shapes.filter(() => random.chance(0.3)).map(({ id }) => id) : []
  const counts = new Map<StepKind, number>()
  const steps: Step[] = [{ kind: 'register', seed: random.below(2 ** 31) }]
  while (steps.length < stepCount) {
    const kind = random.pick(drawnKinds)
    const count = (counts.get(kind) ?? 0) + 1
    const drawn = { kind, seed: random.below(2 ** 31) }
    const isPointless = kind === 'upgrade' && next.length === 0
    if (isPointless || count > (limits[kind] ?? Number.POSITIVE_INFINITY)) continue
    counts.set(kind, count)
    steps.push(drawn)
  }
  return { seed, next, steps: withPeople(seed, withDays(seed, withLists(seed, withAsks(seed, steps)))) }
}

/** In one story of four the city asks counties to seize; drawn apart, so that the other stories stay what they were. */
function withAsks(seed: number, steps: readonly Step[]): readonly Step[] {
  const random = new Random(seed * 6271 + 7)
  const story = [...steps]
  if (!random.chance(0.25)) return story
  for (let asks = 1 + random.below(3); asks > 0; asks -= 1) {
    const ask: Step = { kind: 'city asks', seed: random.below(2 ** 31) }
    story.splice(10 + random.below(story.length - 10), 0, ask)
  }
  return story
}

/** In every second story lists change more than by a new item now and then; drawn apart too. */
function withLists(seed: number, steps: readonly Step[]): readonly Step[] {
  const random = new Random(seed * 5113 + 29)
  const story = [...steps]
  if (!random.chance(0.5)) return story
  for (let changes = 2 + random.below(8); changes > 0; changes -= 1) {
    const change: Step = { kind: 'catalogue', seed: random.below(2 ** 31) }
    story.splice(5 + random.below(story.length - 5), 0, change)
  }
  return story
}

/** In two stories of three so many days go by, late in them, that stations erase what is over; drawn apart too. */
function withDays(seed: number, steps: readonly Step[]): readonly Step[] {
  const random = new Random(seed * 4211 + 41)
  const story = [...steps]
  if (random.chance(1 / 3)) return story
  for (let times = 1 + random.below(3); times > 0; times -= 1) {
    const from = Math.floor(story.length / 2)
    story.splice(from + random.below(story.length - from), 0, { kind: 'days pass', seed: random.below(2 ** 31) })
  }
  return story
}

/** In two stories of five people get posts and passwords, and choose others; drawn apart too. */
function withPeople(seed: number, steps: readonly Step[]): readonly Step[] {
  const random = new Random(seed * 3557 + 53)
  const story = [...steps]
  if (!random.chance(0.4)) return story
  for (let changes = 8 + random.below(16); changes > 0; changes -= 1) {
    story.splice(3 + random.below(story.length - 3), 0, { kind: 'people', seed: random.below(2 ** 31) })
  }
  return story
}
