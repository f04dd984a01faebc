import { expect, test } from 'vitest'

const { countTests } = (await import(new URL('../../tools/test/lane.mjs', import.meta.url).href)) as {
  countTests: (report: object) => { passed: number; failed: number; skipped: number }
}

const nothing = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }

test('what the runner reports is what is counted', () => {
  const failedFile = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] }
  const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults: [failedFile] }
  expect(countTests(report)).toEqual({ passed: 5, failed: 1, skipped: 3 })
})

test('a file that could not be loaded is a failure, though no test of it failed', () => {
  const unloadable = { status: 'failed', assertionResults: [] }
  expect(countTests({ ...nothing, numPassedTests: 5, testResults: [unloadable] })).toEqual({ passed: 5, failed: 1, skipped: 0 })
})

test('a lane that ran nothing has failed', () => {
  expect(countTests(nothing)).toMatchObject({ passed: 0, failed: 1 })
})
