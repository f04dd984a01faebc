import type { FastifyInstance } from 'fastify'

/** Data are shown by nobody: whatever opens an answer as a page runs nothing and loads nothing. */
const DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** What no page of ours asks a browser for. */
const PERMISSIONS = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'serial', 'usb', 'hid', 'midi']

/** Document cameras of a counter are cameras to a browser (USB video class). */
export const PAGE_PERMISSIONS = PERMISSIONS.map((name) => (name === 'camera' ? 'camera=(self)' : `${name}=()`)).join(', ')

/** Two years, as lists that browsers carry along ask for; not for other names below the same domain, which are not ours. */
const STRICT_TRANSPORT = 'max-age=63072000'

/** What every answer carries. */
export const usualHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': DATA_POLICY,
  'x-content-type-options': 'nosniff',
  // For browsers that read no frame-ancestors.
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': PERMISSIONS.map((name) => `${name}=()`).join(', '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  // Answers tell of persons; what may be kept says so itself.
  'cache-control': 'no-store',
}

/**
 * Gives every answer the strictest headers; a route that shows a page or hands out a file loosens what it must. With `strictTransport`
 * browsers are told never to come by plain HTTP again: only where an administrator gave the certificate, since nobody could leave a
 * certificate of the program's own once a browser has been told that.
 */
export function addSecurityHeaders(app: FastifyInstance, strictTransport: () => boolean): void {
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers(strictTransport() ? { ...usualHeaders, 'strict-transport-security': STRICT_TRANSPORT } : usualHeaders)
  })
}

/** The page of counters and consoles: its own scripts, and of styles those that carry the word of this answer. */
export function pagePolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' blob: data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `form-action 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

/** A printed page: nothing is run and nothing comes from elsewhere; forms only ask the page again. */
export const PRINT_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** A page of one answer that brings its style along. */
export function sheetPolicy(nonce: string): string {
  return `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
}

/** A file of a citizen, should a browser show it in spite of everything: it runs nothing and belongs to no site. */
export const FILE_POLICY = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
