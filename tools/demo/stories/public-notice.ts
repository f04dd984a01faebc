import { villager } from '../desk/applicants.js'
import type { CaseRef, Desk } from '../desk/desk.js'
import { dateIn, type Cast, type Story } from '../desk/cast.js'
import { accept, decide, file, handOver, review } from './steps.js'

/** 公示任务: low income, reviewed in the township, put up in the village for seven days, decided in the county. */
export const publicNotice: Story = async (cast) => {
  const { desks, trace, item, world } = cast
  trace.story('公示任务:最低生活保障', 'A public-notice task: minimum living allowance')
  const { baohu, xiazhuang, juxianCivil } = desks
  const wish = {
    item: item('dibao-01', 'townA'),
    applicant: villager('孙桂花', '19490301'),
    form: { members: 2, income: 480, cause: '疾病', house: '砖瓦房三间', account: '6228480000000000000' },
    materials: ['application', 'household', 'authorisation'],
  }
  const ref = await file(baohu, wish, '代办登记', 'registers for a villager')
  await accept(xiazhuang, ref)
  await review(xiazhuang, ref, 'survey', '入户调查', 'visits the household')
  await baohu.seesStage(ref, 'reviewing')
  await review(baohu, ref, 'opinion', '村级意见:属实', 'the village says it is so')
  await reviewed(xiazhuang, ref, 2)
  await review(xiazhuang, ref, 'review', '审核', 'reviews')
  await putUp(cast, ref)
  await review(baohu, ref, 'notice', '公示结束', 'the notice is over')
  await reviewed(xiazhuang, ref, 4)
  const up = { act: 'move', direction: 'up', to: world.sites.juxian.site, organ: null, note: null }
  await xiazhuang.act(ref, up, '上报县民政局', 'hands it up to the county')
  await juxianCivil.sees(ref, 'handed up', ({ line }) => line.custodian.id === world.sites.juxian.site)
  await decide(juxianCivil, ref)
  await handOver(baohu, juxianCivil, ref)
}

async function putUp({ desks, world }: Cast, ref: CaseRef): Promise<void> {
  const { baohu, xiazhuang } = desks
  const { site, place } = world.sites.villageA1
  const instruction = await xiazhuang.scanFor(ref)
  const task = await xiazhuang.act(
    ref,
    { act: 'give-task', kind: 'public-notice', site, place, person: null, from: dateIn(0), until: dateIn(7), instruction },
    '下达公示任务',
    'asks the village to put it up',
  )
  await baohu.sees(ref, 'with the task', ({ history }) => history.some(({ body }) => body.task === task))
  const report = await baohu.scanFor(ref)
  await baohu.act(
    ref,
    { act: 'answer-task', task, result: 'done', report, votes: null },
    '已公示,附照片',
    'has put it up, with a photo',
  )
  await xiazhuang.sees(ref, 'with the answer', ({ history }) => history.some(({ body }) => body.type === 'task-answered'))
}

async function reviewed(desk: Desk, ref: CaseRef, count: number): Promise<void> {
  await desk.sees(
    ref,
    `with ${count} steps`,
    ({ history }) => history.filter(({ body }) => body.type === 'step-reviewed').length >= count,
  )
}
