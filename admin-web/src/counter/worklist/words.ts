import type { Widened } from '../../parts/words/widened.js'

/** Words of the worklist's filters and of what lies in other organs' systems. */
export const worklistZh = {
  wl: {
    office: '科室（部门）',
    allOffices: '全部科室',
    step: '环节',
    allSteps: '全部环节',
    turn: '轮到',
    steps: {
      examine: '审查',
      'site-survey': '踏勘',
      'public-notice': '公示',
      'village-opinion': '村级意见',
      appraisal: '民主评议',
      visit: '入户调查',
      'joint-review': '会审',
      review: '审核',
      decide: '决定',
      certificate: '制证',
      external: '外部系统办理',
    },
    notSent: '还没有报送',
    waitsSince: '等了 {{days}} 天（{{time}} 起）',
    check: '核对',
    still: '仍在办理',
    stillOf: '{{number}} 仍在办理',
    other: '登记其他状态',
    otherOf: '{{number}} 登记其他状态',
    keyIn: '打开转录单',
    keyInOf: '{{number}} 打开转录单',
    checked: '{{number}}：已登记核对',
    checkHint: '先在外部系统里看过，再点“仍在办理”；看到结果或退回的，点“登记其他状态”',
  },
} as const

/** The same in English. */
export const worklistEn: Widened<typeof worklistZh> = {
  wl: {
    office: 'Office (organ)',
    allOffices: 'All offices',
    step: 'Step',
    allSteps: 'All steps',
    turn: 'Whose turn',
    steps: {
      examine: 'examine',
      'site-survey': 'site survey',
      'public-notice': 'public notice',
      'village-opinion': 'village opinion',
      appraisal: 'appraisal',
      visit: 'home visit',
      'joint-review': 'joint review',
      review: 'review',
      decide: 'decision',
      certificate: 'certificate',
      external: 'in another system',
    },
    notSent: 'not sent yet',
    waitsSince: 'waits {{days}} d (since {{time}})',
    check: 'Check',
    still: 'Still in progress',
    stillOf: '{{number}} is still in progress',
    other: 'Note another state',
    otherOf: '{{number}}: note another state',
    keyIn: 'Open the key-in sheet',
    keyInOf: '{{number}}: open the key-in sheet',
    checked: '{{number}}: check recorded',
    checkHint:
      'Look into the other system first, then press “Still in progress”; where it shows a result or a return, note that state',
  },
}
