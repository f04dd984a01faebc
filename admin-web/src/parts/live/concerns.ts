import type { Kind } from './follow.js'

const ofCases: readonly Kind[] = ['cases', 'tasks', 'notices', 'originals', 'links']

/** What the answer to a question is made of, by how its path begins; what is not named here may be made of anything. */
const madeOf: readonly (readonly [start: string, kinds: readonly Kind[]])[] = [
  ['/api/cases', ofCases],
  ['/api/worklist', ofCases],
  ['/api/requests', ofCases],
  ['/api/tasks', ['tasks', 'cases']],
  ['/api/notices', ['notices', 'cases', 'roster']],
  ['/api/drafts', ['drafts', 'catalogue']],
  ['/api/items', ['catalogue', 'roster']],
  ['/api/links', ['links', 'roster']],
  ['/api/network', ['links', 'catalogue', 'roster']],
  ['/api/attention', ['links', 'notices', 'cases', 'catalogue', 'roster']],
  ['/api/enrolments', ['roster', 'links']],
  ['/api/maintenance', ['links', 'others']],
  ['/api/outgoing', ['links', 'cases', 'roster']],
  ['/api/sites', ['links', 'roster']],
  ['/api/consultations', ['registers', 'catalogue']],
  ['/api/day', ['registers', 'cases', 'notices', 'drafts', 'links']],
  ['/api/place-days', ['registers', 'cases', 'notices', 'roster']],
]

/** Whether an answer may be another after such changes. */
export function concerns(path: string, kinds: readonly Kind[]): boolean {
  const row = madeOf.find(([start]) => path.startsWith(start))
  return row === undefined || kinds.some((kind) => row[1].includes(kind) || kind === 'others')
}
