import { villager } from '../desk/applicants.js'
import type { Story } from '../desk/cast.js'
import { accept, decide, file, handOver, review } from './steps.js'

/** 县级办理: from the village station to the county's bureau and back. */
export const countyDecides: Story = async ({ desks, trace, item }) => {
  trace.story('县级决定:砍伐门前老树', 'Decided in the county: an old tree must go')
  const { baohu, juxianHousing } = desks
  const wish = {
    item: item('jianguan-02', 'juxian'),
    applicant: villager('王守田'),
    form: { location: '抱虎村村口', kind: '砍伐', trees: 1, reason: '枯死,危及房屋' },
    materials: ['application', 'plan', 'remedy', 'id-card'],
  }
  const ref = await file(baohu, wish, '代办登记', 'registers for a villager')
  await accept(juxianHousing, ref)
  await review(juxianHousing, ref, 'examine', '审查', 'examines')
  await review(juxianHousing, ref, 'survey', '现场踏勘', 'looks at the place')
  await decide(juxianHousing, ref)
  await handOver(baohu, juxianHousing, ref)
}
