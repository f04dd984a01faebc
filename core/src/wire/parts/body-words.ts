import type {
  ApplicantKind,
  EnteredLater,
  NoticeKind,
  PaperSubmitted,
  Registered,
  TaskKind,
  ToldHow,
  ToldWhom,
} from '../../domain/case/event.js'
import type { BodyOf } from './body-encode.js'

/** A closed set of words; the compiler asks for each one that the domain adds. */
type Words<T extends string> = Readonly<Record<T, true>>

/*
 * A further word inside a known type of body is a new type of body: a site that does not know
 * the word must not half understand the entry.
 */

export const applicantKinds: Words<ApplicantKind> = {
  person: true,
  household: true,
  'sole-trader': true,
  'village-collective': true,
  'legal-person': true,
  'other-body': true,
}

export const sources: Words<Registered['source']> = { window: true, proxy: true, batch: true }

export const paperForms: Words<PaperSubmitted['form']> = { original: true, copy: true, scan: true }

export const laterReasons: Words<EnteredLater['reason']> = {
  'power-cut': true,
  'worked-on-paper': true,
  other: true,
}

export const directions: Words<BodyOf<'moved'>['direction']> = { up: true, down: true, back: true }

export const grounds: Words<BodyOf<'not-accepted'>['ground']> = {
  'not-required': true,
  'wrong-organ': true,
  'not-eligible': true,
  incomplete: true,
}

export const reviewResults: Words<BodyOf<'step-reviewed'>['result']> = { agreed: true, disagreed: true }

export const decisions: Words<BodyOf<'decided'>['result']> = { granted: true, denied: true }

export const deliveries: Words<BodyOf<'delivered'>['how']> = {
  counter: true,
  post: true,
  visit: true,
  electronic: true,
}

export const receivers: Words<BodyOf<'delivered'>['receiver']> = {
  applicant: true,
  representative: true,
  proxy: true,
}

export const taskKinds: Words<TaskKind> = {
  notify: true,
  'public-notice': true,
  'village-opinion': true,
  visit: true,
  deliver: true,
  opinion: true,
  'hand-over': true,
}

export const noticeKinds: Words<NoticeKind> = { acceptance: true, 'non-acceptance': true, supplement: true, decision: true }

export const toldHow: Words<ToldHow> = { 'in-person': true, phone: true, letter: true, message: true }

export const toldWhom: Words<ToldWhom> = { applicant: true, household: true, representative: true, other: true }

export const taskResults: Words<BodyOf<'task-answered'>['result']> = {
  done: true,
  'not-done': true,
  objection: true,
}

export const externalStates: Words<BodyOf<'external-noted'>['state']> = {
  sent: true,
  'in-progress': true,
  granted: true,
  denied: true,
  returned: true,
}

export const reckonReasons: Words<BodyOf<'due-reckoned'>['reason']> = {
  'calendar-published': true,
  'time-confirmed': true,
}

export const seizureReasons: Words<BodyOf<'seized'>['reason']> = {
  silent: true,
  replaced: true,
  'cut-off': true,
  fork: true,
  'asked-by-city': true,
}
