import { villager } from '../desk/applicants.js'
import type { Story } from '../desk/cast.js'
import { accept, decide, file, handOver, review } from './steps.js'

/** 乡级办理: the township decides; the village gives its opinion and puts the notice up. */
export const townshipDecides: Story = async ({ desks, trace, item }) => {
  trace.story('乡镇决定:宅基地', 'Decided in the township: land for a house')
  const { mengyan, xiazhuang } = desks
  const wish = {
    item: item('xiangzhen-01', 'townA'),
    applicant: villager('刘长河', '19791203'),
    form: { members: 5, kind: '原址翻建', area: 160, floors: 2, location: '孟晏村北街' },
    materials: ['application', 'id-card', 'household', 'commitment'],
  }
  const ref = await file(mengyan, wish, '代办登记', 'registers for a villager')
  await accept(xiazhuang, ref)
  await mengyan.seesStage(ref, 'accepted')
  await review(mengyan, ref, 'opinion', '村级意见:同意', 'the village agrees')
  await review(mengyan, ref, 'notice', '村内公示无异议', 'nobody objects to the notice')
  await xiazhuang.sees(ref, 'with the village’s steps', ({ history }) => reviews(history) === 2)
  await review(xiazhuang, ref, 'survey', '丈量', 'measures the ground')
  await decide(xiazhuang, ref)
  await review(xiazhuang, ref, 'certificate', '制证', 'makes the certificate')
  await handOver(mengyan, xiazhuang, ref)
}

function reviews(history: readonly { readonly body: { readonly type: string } }[]): number {
  return history.filter(({ body }) => body.type === 'step-reviewed').length
}
