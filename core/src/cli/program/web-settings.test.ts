import { expect, test } from 'vitest'
import { mistakesInWeb, webServing } from './web-settings.js'

const usual = { host: '127.0.0.1', port: 8080, scheme: null, names: null, certificate: null, key: null, proxies: null } as const

test('a desk is served to its own machine, by plain HTTP', () => {
  expect(mistakesInWeb(usual)).toEqual([])
  expect(webServing(usual)).toEqual({ host: '127.0.0.1', port: 8080, proxies: [], tls: null })
})

test('where another machine can come pages are served by HTTPS, under the names given or the machine’s own', () => {
  const own = webServing({ ...usual, host: '0.0.0.0' }).tls
  expect(own?.given).toBeNull()
  expect(webServing({ ...usual, host: '10.1.2.3' }).tls?.names).toContain('10.1.2.3')
  const named = webServing({ ...usual, host: '0.0.0.0', names: 'Desk.LAN, 192.168.3.9' }).tls
  expect(named?.names).toEqual(['desk.lan', '192.168.3.9'])
})

test('a certificate that was given is used also on the own machine', () => {
  const given = { certificate: '/a.crt', key: '/a.key' }
  expect(webServing({ ...usual, ...given }).tls).toEqual({ given, names: [] })
})

test.each([
  [
    'plain HTTP for other machines',
    { host: '0.0.0.0', scheme: 'http' },
    /127\.0\.0\.1 or ::1 alone: leave it out, and pages are served by HTTPS/,
  ],
  ['a certificate without its key', { certificate: '/a.crt' }, /give both or neither/],
  ['a certificate for plain HTTP', { scheme: 'http', certificate: '/a.crt', key: '/a.key' }, /uses no certificate/],
  ['a name that is none', { host: '0.0.0.0', names: 'desk.lan, a b' }, /a b is neither an address nor a host name/],
  ['a proxy that is no address', { proxies: 'nginx' }, /nginx is no address/],
] as const)('%s is refused with what to do instead', (_title, changes, words) => {
  expect(mistakesInWeb({ ...usual, ...changes })).toEqual([expect.stringMatching(words)])
})
