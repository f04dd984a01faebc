import { villager } from '../desk/applicants.js'
import type { Story } from '../desk/cast.js'

/** 村级办理: a public service the village completes by itself; never a permit. */
export const villageHandles: Story = async ({ desks, trace }) => {
  trace.story('村级办理:居住证明', 'Handled in the village: proof of residence')
  const wish = {
    item: 'cunji-01',
    applicant: villager('李二妮'),
    form: { name: '李二妮', since: '1998-03-01', use: '子女入学' },
    materials: ['id-card'],
  }
  await desks.mengyan.registerInstantly(wish, '当场出具并交给本人', 'writes it and hands it over')
}
