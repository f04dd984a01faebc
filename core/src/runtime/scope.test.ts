import { expect, test } from 'vitest'
import { ManualClock } from './manual-clock.js'
import { Scope } from './scope.js'

function recordingScope() {
  const closed: string[] = []
  const failures: string[] = []
  const clock = new ManualClock()
  const scope = new Scope({ clock, onFailure: (step, error) => failures.push(`${step}: ${(error as Error).message}`) })
  return { scope, clock, closed, failures, opens: (name: string) => scope.add(name, () => void closed.push(name)) }
}

test('what was opened last is closed first', async () => {
  const { scope, closed, opens } = recordingScope()
  for (const name of ['store', 'link', 'door']) opens(name)
  await scope.close()
  expect(closed).toEqual(['door', 'link', 'store'])
})

test('a step waits for the one before it', async () => {
  const { scope, closed, opens } = recordingScope()
  opens('store')
  scope.add('link', async () => {
    await Promise.resolve()
    closed.push('link')
  })
  await scope.close()
  expect(closed).toEqual(['link', 'store'])
})

test('a step that throws is reported and the rest still closes', async () => {
  const { scope, closed, failures, opens } = recordingScope()
  opens('store')
  scope.add('link', () => {
    throw new Error('line is gone')
  })
  scope.add('door', () => Promise.reject(new Error('still busy')))
  await scope.close()
  expect(failures).toEqual(['door: still busy', 'link: line is gone'])
  expect(closed).toEqual(['store'])
})

test('a step that never ends is left behind at its deadline', async () => {
  const { scope, clock, closed, failures, opens } = recordingScope()
  opens('store')
  scope.add('stream', () => new Promise(() => {}), 100)
  const closing = scope.close()
  clock.advance(100)
  await closing
  expect(failures).toEqual(['stream: "stream" did not close within 100 ms'])
  expect(closed).toEqual(['store'])
  expect(clock.nextTimerMs()).toBeNull()
})

test('closing twice closes once, and both wait', async () => {
  const { scope, closed, opens } = recordingScope()
  opens('store')
  await Promise.all([scope.close(), scope.close()])
  expect(closed).toEqual(['store'])
})

test('nothing can be opened in a scope that closes', async () => {
  const { scope, opens } = recordingScope()
  await scope.close()
  expect(() => opens('late')).toThrow('"late" was opened after its scope began to close')
})

test('a block with await using closes its scope, also when it throws', async () => {
  const { scope, closed, opens } = recordingScope()
  const start = async () => {
    await using inner = scope
    opens('store')
    void inner
    throw new Error('port in use')
  }
  await expect(start()).rejects.toThrow('port in use')
  expect(closed).toEqual(['store'])
})
