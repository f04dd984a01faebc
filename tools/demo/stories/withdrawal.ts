import { villager } from '../desk/applicants.js'
import type { Story } from '../desk/cast.js'
import { file } from './steps.js'

/** 撤回: the villager changes their mind before the decision. */
export const withdrawal: Story = async ({ desks, trace, item }) => {
  trace.story('撤回申请', 'A withdrawal')
  const { baohu, juxianHousing } = desks
  const wish = {
    item: item('jianguan-02', 'juxian'),
    applicant: villager('赵有粮', '19550730'),
    form: { location: '抱虎村打谷场', kind: '修剪', trees: 2, reason: '遮挡屋顶' },
    materials: ['application', 'plan', 'remedy', 'id-card'],
  }
  const ref = await file(baohu, wish, '代办登记', 'registers for a villager')
  await juxianHousing.seesStage(ref, 'submitted')
  const statement = await baohu.scanFor(ref)
  await baohu.act(ref, { act: 'withdraw', statement }, '本人要求撤回', 'the villager withdraws')
  await juxianHousing.seesStage(ref, 'withdrawn')
  await baohu.seesStage(ref, 'withdrawn')
  juxianHousing.say('案件终止', 'sees it withdrawn')
}
