import { networkInterfaces } from 'node:os'

/** RFC 1918: what an office's router gives out. */
const PRIVATE = /^(192\.168\.|10\.|172\.(1[6-9]|2\d|3[01])\.)/

/** Addresses under which a phone in the office finds this machine, those of office networks first. */
export function lanAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  const outside = all.filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address)
  return [...outside.filter((address) => PRIVATE.test(address)), ...outside.filter((address) => !PRIVATE.test(address))]
}
