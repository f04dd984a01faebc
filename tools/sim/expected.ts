import type { Counts } from '../../test/network/counts.js'

/** Every fault the simulation can cause, and every rule it is meant to try. */
const EXPECTED = [
  'fault: cut',
  'fault: heal',
  'fault: break',
  'fault: drop',
  'fault: duplicate',
  'fault: reorder',
  'fault: delay',
  'fault: slow line',
  'fault: crash',
  'fault: crash in transaction',
  'fault: power off',
  'fault: disk full',
  'fault: dead disk',
  'fault: dead county',
  'fault: other version',
  'fault: clock 1970',
  'fault: clock 2009',
  'fault: clock +3 days',
  'fault: seizure by county',
  'fault: seizure by city',
  'rule: seized',
  'rule: asked to seize',
  'rule: set aside',
  'rule: lost with a disk',
  'rule: resumed',
  'rule: asked again',
  'rule: needs upgrade',
  'rule: parked item/waiting-for',
  'rule: request waits for paper/awaited',
  'rule: request waits for case/needs-upgrade',
  'rule: held',
  'rule: range sent again',
  'rule: pruned',
  'rule: spooled',
  'rule: same request id again',
  'rule: same request id, other body',
  'acts failed on a full disk',
  'acts without an answer',
  'dropped: duplicate',
  'dropped: gap',
] as const

/** What did not come up in a whole run: the run then proves nothing about it. */
export function neverHappened(counts: Counts): string[] {
  return EXPECTED.filter((name) => counts.get(name) === 0)
}
