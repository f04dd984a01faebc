import { villager } from '../desk/applicants.js'
import { dateIn, type Story } from '../desk/cast.js'

/** 即办: accepted, decided and handed over at the counter of a hall, in one act. */
export const hallInstant: Story = async ({ desks, trace, item }) => {
  trace.story('大厅即办:临时占道', 'Instant at the hall: a stall on the pavement')
  const wish = {
    item: item('shirong-02', 'donggang'),
    applicant: villager('张来福', '19880808'),
    form: { applicant: '张来福', location: '海曲路', kind: '临时经营', area: 6, from: dateIn(1), until: dateIn(8) },
    materials: ['application', 'id-card', 'map'],
  }
  await desks.donggangStreets.registerInstantly(wish, '一次办成', 'done on the spot')
}
