import type { Widened } from '../words/widened.js'

export const zh = {
  live: {
    waiting: '有 {{count}} 条变化，点击更新',
    on: '实时更新',
    off: '每 5 秒更新一次',
  },
}

export const en: Widened<typeof zh> = {
  live: {
    waiting: '{{count}} changed: show them',
    on: 'Live',
    off: 'Updated every 5 seconds',
  },
}
