import type { RequestableAct } from '../../domain/case/command.js'
import * as gen from '../gen/liandong/request/v1/request.js'
import * as decode from './body-decode.js'
import * as encode from './body-encode.js'
import * as check from './checks.js'

type Oneof = NonNullable<gen.Act['act']>
export type ActName = RequestableAct['act']
type ActOf<N extends ActName> = Extract<RequestableAct, { readonly act: N }>
type Encoders = { readonly [N in ActName]: (act: ActOf<N>) => Oneof }
type Decoders = { readonly [C in Oneof['$case']]: (value: Extract<Oneof, { $case: C }>['value']) => RequestableAct }

/** An encoded `Act`. The organ is not in it: the custodian takes the author's. */
export function encodeAct(act: RequestableAct): Uint8Array {
  const encoder = encoders[act.act] as (act: RequestableAct) => Oneof
  return gen.Act.encode({ act: encoder(act) }).finish()
}

/** Reads an encoded `Act`; throws for anything this version cannot fully understand. */
export function decodeAct(bytes: Uint8Array): RequestableAct {
  const { act } = check.decodeWhole(gen.Act, bytes)
  const { $case, value } = check.present(act, 'act')
  return (decoders[$case] as (value: unknown) => RequestableAct)(value)
}

const encoders: Encoders = {
  accept: () => ({ $case: 'accept', value: {} }),
  'refuse-acceptance': (act) => ({ $case: 'refuseAcceptance', value: encode.toNotAccepted({ ...act, organ: null }) }),
  'give-supplement': (act) => ({ $case: 'giveSupplement', value: encode.toSupplementGiven(act) }),
  'add-paper': (act) => ({ $case: 'addPaper', value: encode.toPaperAdded(act) }),
  'review-step': (act) => ({ $case: 'reviewStep', value: encode.toStepReviewed({ ...act, organ: null }) }),
  decide: (act) => ({ $case: 'decide', value: encode.toDecided({ ...act, organ: null }) }),
  deliver: (act) => ({ $case: 'deliver', value: encode.toDelivered(act) }),
  complete: () => ({ $case: 'complete', value: {} }),
  withdraw: (act) => ({ $case: 'withdraw', value: encode.toWithdrawn(act) }),
  'answer-task': (act) => ({ $case: 'answerTask', value: encode.toTaskAnswered(act) }),
  'note-external': (act) => ({ $case: 'noteExternal', value: encode.toExternalNoted(act) }),
  'change-service-place': (act) => ({ $case: 'changeServicePlace', value: { place: act.place } }),
  'open-notice': (act) => ({ $case: 'openNotice', value: { notice: act.notice, kind: act.kind } }),
  'tell-notice': (act) => ({ $case: 'tellNotice', value: encode.toNoticeTold(act) }),
  'hand-on-originals': (act) => ({ $case: 'handOnOriginals', value: encode.toHandedOn(act) }),
  'receive-originals': (act) => ({ $case: 'receiveOriginals', value: encode.toReceived(act) }),
}

const decoders: Decoders = {
  accept: () => ({ act: 'accept' }),
  refuseAcceptance: (value) => ({ act: 'refuse-acceptance', ...withoutOrgan(decode.fromNotAccepted(value)) }),
  giveSupplement: (value) => ({ act: 'give-supplement', ...withoutType(decode.fromSupplementGiven(value)) }),
  addPaper: (value) => ({ act: 'add-paper', ...withoutType(decode.fromPaperAdded(value)) }),
  reviewStep: (value) => ({ act: 'review-step', ...withoutOrgan(decode.fromStepReviewed(value)) }),
  decide: (value) => ({ act: 'decide', ...withoutOrgan(decode.fromDecided(value)) }),
  deliver: (value) => ({ act: 'deliver', ...withoutType(decode.fromDelivered(value)) }),
  complete: () => ({ act: 'complete' }),
  withdraw: (value) => ({ act: 'withdraw', ...withoutType(decode.fromWithdrawn(value)) }),
  answerTask: (value) => ({ act: 'answer-task', ...withoutType(decode.fromTaskAnswered(value)) }),
  noteExternal: (value) => ({ act: 'note-external', ...withoutType(decode.fromExternalNoted(value)) }),
  changeServicePlace: (value) => ({
    act: 'change-service-place',
    ...withoutType(decode.fromServicePlaceChanged(value)),
  }),
  openNotice: (value) => ({ act: 'open-notice', ...withoutType(decode.fromNoticeOpened(value)) }),
  tellNotice: (value) => ({ act: 'tell-notice', ...withoutType(decode.fromNoticeTold(value)) }),
  handOnOriginals: (value) => ({ act: 'hand-on-originals', ...withoutType(decode.fromHandedOn(value)) }),
  receiveOriginals: (value) => ({ act: 'receive-originals', ...withoutType(decode.fromReceived(value)) }),
}

/** Acts of requests this version carries out. */
export const ACT_NAMES: readonly string[] = Object.keys(encoders)

function withoutType<T extends { readonly type: string }>({ type: _, ...rest }: T): Omit<T, 'type'> {
  return rest
}

function withoutOrgan<T extends { readonly type: string; readonly organ: string | null }>(body: T): Omit<T, 'type' | 'organ'> {
  const { type: _type, organ: _organ, ...rest } = body
  return rest
}
