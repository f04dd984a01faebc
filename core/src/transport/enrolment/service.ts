import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js'
import { Fault } from '../../domain/fault.js'
import {
  fromEnrolRequest,
  fromRenewRequest,
  toEnrolResponse,
  toRenewResponse,
  type Admission,
  type EnrolAnswer,
  type EnrolRequest,
  type RenewRequest,
} from '../../wire/doors/enrolment.js'
import { fromDeskRequest, type DeskRequest } from '../../wire/doors/desk-request.js'
import { toStatus } from '../../wire/faults/status.js'
import type { EnrolmentServiceServer } from '../../wire/services.js'

/** What answers machines that have no certificate, or an old one; all throw Faults. */
export interface EnrolmentCalls {
  enrol(request: EnrolRequest, from: string): Promise<EnrolAnswer>
  renew(request: RenewRequest): Promise<Admission>
  /** A certificate for a site's pages, as PEM. */
  certifyDesk(request: DeskRequest): Promise<string>
  /** A bug; the caller is told no more than that. */
  readonly onBug: (error: unknown) => void
}

/** Offers enrolment over gRPC. */
export function enrolmentService(calls: EnrolmentCalls): EnrolmentServiceServer {
  return {
    enrol: (call, done) =>
      answer(calls, call, done, async (request) =>
        toEnrolResponse(await calls.enrol(fromEnrolRequest(request), addressOf(call.getPeer()))),
      ),
    renew: (call, done) =>
      answer(calls, call, done, async (request) => toRenewResponse(await calls.renew(fromRenewRequest(request)))),
    certifyDesk: (call, done) =>
      answer(calls, call, done, async (request) => ({ certificate: await calls.certifyDesk(fromDeskRequest(request)) })),
  }
}

function answer<Request, Response>(
  { onBug }: EnrolmentCalls,
  { request }: ServerUnaryCall<Request, Response>,
  done: sendUnaryData<Response>,
  work: (request: Request) => Promise<Response>,
): void {
  work(request).then(
    (response) => done(null, response),
    (error: unknown) => {
      if (!(error instanceof Fault)) onBug(error)
      done(toStatus(error instanceof Fault ? error : new Fault('internal/bug')))
    },
  )
}

/** Of `address:port`; a caller's ports change with every connection. */
function addressOf(peer: string): string {
  return peer.slice(0, Math.max(0, peer.lastIndexOf(':'))) || peer
}
