import { describe, expect, test } from 'vitest'
import { isSettable, withBatchChange } from './batch.js'
import { differencesOf } from './difference.js'
import { contentOf } from './work.testing.js'

const item = contentOf({ name: '宅基地审批', guide: { ...contentOf().guide, hours: '周一至周五', flow: '到旧大厅办理' } })

describe('a batch change', () => {
  test('gives one field of the guide a value', () => {
    const changed = withBatchChange(item, { change: 'set', path: 'guide/hours', value: '周一至周六' })
    expect(differencesOf(item, changed).map(({ label, new: is }) => [label, is])).toEqual([['办理时间', '周一至周六']])
  })

  test.each([
    'id',
    'version',
    'organ',
    'grants',
    'steps',
    'materials',
    'form',
    'type',
    'guide/base',
    'guide/codes',
    'guide/codes/task',
  ])('never sets %s', (path) => {
    expect(isSettable(path)).toBe(false)
    expect(withBatchChange(item, { change: 'set', path, value: 'x' })).toBe(item)
  })

  test('drops a paper by its name where it is asked for', () => {
    expect(withBatchChange(item, { change: 'drop-paper', name: 'photo' }).materials.map(({ id }) => id)).toEqual(['deed', 'map'])
    expect(withBatchChange(item, { change: 'drop-paper', name: '无' })).toBe(item)
  })

  test('replaces words a person reads and no code', () => {
    const changed = withBatchChange(item, { change: 'replace-words', find: '旧大厅', put: '政务服务中心' })
    expect(changed.guide.flow).toBe('到政务服务中心办理')
    const same = withBatchChange(item, { change: 'replace-words', find: 'a-bureau', put: 'x' })
    expect(same).toEqual(item)
    expect(withBatchChange(item, { change: 'replace-words', find: '', put: 'x' })).toBe(item)
  })

  test('cuts promises that are longer and lengthens none', () => {
    expect(withBatchChange(item, { change: 'cut-promise', amount: 3 }).promised).toEqual({ amount: 3, unit: 'working-day' })
    expect(withBatchChange(item, { change: 'cut-promise', amount: 9 })).toBe(item)
    expect(withBatchChange({ ...item, promised: null }, { change: 'cut-promise', amount: 3 }).promised).toBeNull()
  })
})
