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
const FIRST_PASSWORD_LENGTH = 12
const FIRST_PASSWORD_GROUP = 4
/** 79 bits: nobody makes another authority that prints the same. */
const MARK_LENGTH = 16
const MARK_GROUP = 4

/** 入网码: a new one, 99 bits, without the dashes it is printed with. */
export function makeCode(): string {
  return randomText(CODE_LENGTH)
}

/** 初始口令: read out or written down once, 59 bits in three groups; the dashes belong to it. */
export function makeFirstPassword(): string {
  return grouped(randomText(FIRST_PASSWORD_LENGTH), FIRST_PASSWORD_GROUP)
}

function randomText(length: number): string {
  let text = ''
  while (text.length < length) {
    text += [...randomBytes(length)].flatMap((byte) => (byte < FAIR_BYTES ? ALPHABET[byte % ALPHABET.length] : [])).join('')
  }
  return text.slice(0, length)
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
