import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { usualHeaders } from '../security/headers.js'
import { lookAtPaper } from '../security/paper-content.js'
import { PHONE_CSS, PHONE_HTML, PHONE_POLICY, PHONE_SCRIPT } from './page.js'
import type { Ticket, Tickets } from './tickets.js'

/** A phone's photograph as it is; the page sends near one megabyte. */
export const MOST_PICTURE_BYTES = 12 * 1024 * 1024
/** A phone asks for five things. */
const MOST_ASKED = 60
const WINDOW_MS = 60_000
/** A code is scanned, not typed: nobody errs so often. */
const MOST_WRONG = 20

/** What the listener tells its owner. */
export interface ListenerParts {
  readonly tickets: Tickets
  readonly monotonicMs: () => number
  readonly onArrived: () => void
  /** Somebody tries codes. */
  readonly onGuessed: () => void
}

const pages: Readonly<Record<string, readonly [string, string]>> = {
  '/': ['text/html; charset=utf-8', PHONE_HTML],
  '/phone.css': ['text/css; charset=utf-8', PHONE_CSS],
  '/phone.js': ['text/javascript; charset=utf-8', PHONE_SCRIPT],
}

/** Takes one picture for each ticket and gives nothing out but the page to take it with and the paper's name. */
export function phoneListener(parts: ListenerParts): RequestListener {
  const asked = new Map<string, number>()
  let [windowMs, wrong] = [parts.monotonicMs(), 0]
  const isTooOften = (address: string) => {
    if (parts.monotonicMs() - windowMs > WINDOW_MS) {
      windowMs = parts.monotonicMs()
      asked.clear()
    }
    const count = (asked.get(address) ?? 0) + 1
    asked.set(address, count)
    return count > MOST_ASKED
  }
  const ticketOf = (request: IncomingMessage): Ticket | null => {
    const ticket = parts.tickets.byCode(String(request.headers['x-code'] ?? ''))
    if (ticket === null) {
      wrong += 1
      if (wrong > MOST_WRONG) parts.onGuessed()
    }
    return ticket
  }
  return (request, response) => {
    const { method = '', url = '' } = request
    const page = pages[url]
    if (isTooOften(request.socket.remoteAddress ?? '')) return answer(response, 429)
    if (method === 'GET' && page !== undefined) return answer(response, 200, ...page)
    if (method === 'GET' && url === '/ticket') return greet(response, ticketOf(request))
    if (method === 'POST' && url === '/picture') return receive(request, response, ticketOf(request), parts)
    answer(response, 404)
  }
}

function greet(response: ServerResponse, ticket: Ticket | null): void {
  if (ticket === null) return answer(response, 410)
  ticket.state = 'opened'
  answer(response, 200, 'text/plain; charset=utf-8', ticket.label)
}

function receive(
  request: IncomingMessage,
  response: ServerResponse,
  ticket: Ticket | null,
  { onArrived, tickets }: ListenerParts,
) {
  if (ticket === null) return answer(response, 410)
  const pieces: Buffer[] = []
  let bytes = 0
  request.on('data', (piece: Buffer) => {
    bytes += piece.length
    if (bytes <= MOST_PICTURE_BYTES) pieces.push(piece)
    else {
      pieces.length = 0
      answer(response, 413)
      request.destroy()
    }
  })
  request.on('end', () => {
    if (bytes > MOST_PICTURE_BYTES) return
    const content = Buffer.concat(pieces)
    const looked = lookAtPaper(content, '')
    if (looked.kind === 'unfit' || !looked.mediaType.startsWith('image/')) return answer(response, 415)
    // Two phones with one code: the first is in.
    if (tickets.byCode(ticket.code) === null) return answer(response, 410)
    ticket.picture = { content, mediaType: looked.mediaType }
    ticket.state = 'arrived'
    response.once('finish', onArrived)
    answer(response, 204)
  })
}

function answer(response: ServerResponse, status: number, type?: string, text = ''): void {
  if (response.headersSent) return
  response.writeHead(status, {
    ...usualHeaders,
    ...(type !== undefined && { 'content-type': type }),
    'content-security-policy': PHONE_POLICY,
    connection: 'close',
  })
  response.end(text)
}
