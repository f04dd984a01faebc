import { randomBytes, X509Certificate } from 'node:crypto'
import type { Hash } from '../../domain/values.js'
import { sha256, sha256Hex } from '../hash.js'

/** Characters of GB 32100, none mistaken for another on a printed sheet. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CODE_LENGTH = 20
const CODE_PATTERN = new RegExp(`^[${ALPHABET}]{${CODE_LENGTH}}$`)
/** Bytes above are left out, so that every character is as likely as any other. */
const FAIR_BYTES = ALPHABET.length * 8
const GROUP = 5
/** 79 bits: nobody makes another authority that prints the same. */
const MARK_LENGTH = 16
const MARK_GROUP = 4

/** 入网码: a new one, 99 bits, without the dashes it is printed with. */
export function makeCode(): string {
  let code = ''
  while (code.length < CODE_LENGTH) {
    code += [...randomBytes(CODE_LENGTH)].flatMap((byte) => (byte < FAIR_BYTES ? ALPHABET[byte % ALPHABET.length] : [])).join('')
  }
  return code.slice(0, CODE_LENGTH)
}

/** A code as it was typed or read; null when it cannot be one. */
export function readCode(typed: string): string | null {
  const code = plain(typed)
  return CODE_PATTERN.test(code) ? code : null
}

/** As it is printed. */
export function showCode(code: string): string {
  return grouped(code, GROUP)
}

/** What is kept of a code. */
export function hashOfCode(code: string): Hash {
  return sha256Hex(`liandong enrolment code\n${code}`)
}

/** The short form of an authority's certificate that stands on a sheet: the machine compares it before it says the code. */
export function authorityMark(certificate: string): string {
  return grouped(markOf(new X509Certificate(certificate).raw), MARK_GROUP)
}

/** Whether that certificate is the one whose mark was printed. */
export function isAuthority(certificate: Buffer, mark: string): boolean {
  return markOf(certificate) === plain(mark)
}

function markOf(certificate: Buffer): string {
  let rest = BigInt(`0x${sha256(certificate).toString('hex')}`)
  const base = BigInt(ALPHABET.length)
  return Array.from({ length: MARK_LENGTH }, () => {
    const character = ALPHABET[Number(rest % base)]
    rest /= base
    return character
  }).join('')
}

function plain(typed: string): string {
  return typed.slice(0, 100).toUpperCase().replace(/[\s-]/g, '')
}

function grouped(text: string, size: number): string {
  return text.match(new RegExp(`.{1,${size}}`, 'g'))?.join('-') ?? ''
}
