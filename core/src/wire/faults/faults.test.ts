import { Metadata, status } from '@grpc/grpc-js'
import { describe, expect, test } from 'vitest'
import { Fault, type FaultCode, faults } from '../../domain/fault.js'
import { faultTable } from './fault-table.js'
import { PROBLEM_MEDIA_TYPE, toFault, toProblem } from './problem.js'
import { fromStatus, toStatus } from './status.js'

const codes = Object.keys(faults) as FaultCode[]

describe.each(codes)('%s', (code) => {
  test('keeps code and detail through a gRPC call', () => {
    const { code: number, details, metadata } = toStatus(new Fault(code, '细节 1'))
    expect(number).toBe(status[faultTable[code].grpc])
    expect(number).not.toBe(status.OK)
    const arrived = fromStatus(Object.assign(new Error(details), { code: number, details, metadata: metadata.clone() }))
    expect(arrived).toMatchObject({ code, detail: '细节 1' })
  })

  test.each(['zh', 'en'] as const)('has a problem document in %s', (language) => {
    const problem = toProblem(new Fault(code, 'd'), { instance: '/cases/1', traceId: 't', language })
    expect(problem).toMatchObject({ code, type: `urn:liandong:fault:${code}`, instance: '/cases/1', traceId: 't' })
    expect(problem.status).toBeGreaterThanOrEqual(400)
    expect(problem.title).toBe(faults[code][language])
    expect(problem.next).not.toBe('')
  })
})

test('the table has no row for a code that is gone', () => {
  expect(Object.keys(faultTable).sort()).toEqual([...codes].sort())
})

test('a bug tells the person nothing of its cause', () => {
  const fault = toFault(new TypeError('x is not a function'))
  expect(fault.code).toBe('internal/bug')
  expect(fault.cause).toBeInstanceOf(TypeError)
  expect(JSON.stringify(toProblem(fault, { instance: '/', traceId: 't', language: 'en' }))).not.toContain('function')
  expect(PROBLEM_MEDIA_TYPE).toBe('application/problem+json')
})

test.each([
  [status.UNAVAILABLE, 'link/parent-unreachable'],
  [status.DEADLINE_EXCEEDED, 'link/parent-unreachable'],
  [status.UNAUTHENTICATED, 'link/wrong-peer'],
  [status.UNIMPLEMENTED, 'link/unsupported-version'],
  [status.RESOURCE_EXHAUSTED, 'link/frame-too-large'],
  [status.UNKNOWN, 'internal/bug'],
])('a status %i that no fault was sent with becomes %s', (code, expected) => {
  expect(fromStatus(Object.assign(new Error('line'), { code, metadata: new Metadata() })).code).toBe(expected)
})

test('a fault stays itself, and hostile metadata is not believed', () => {
  const fault = new Fault('store/full')
  expect(fromStatus(fault)).toBe(fault)
  const metadata = new Metadata()
  for (const text of ['', 'null', '{"code":"__proto__","detail":""}', '{"code":"store/full"}', '[']) {
    metadata.set('liandong-fault-bin', Buffer.from(text))
    expect(fromStatus({ code: status.INTERNAL, metadata }).code).toBe('internal/bug')
  }
  expect(fromStatus(undefined).code).toBe('internal/bug')
})
