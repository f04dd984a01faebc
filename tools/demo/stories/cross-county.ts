import { villager } from '../desk/applicants.js'
import { dateIn, type Story } from '../desk/cast.js'
import { accept, file } from './steps.js'

/** 跨县通办: filed in a village of one county, decided in another; the city forwards. */
export const crossCounty: Story = async ({ desks, trace, item }) => {
  trace.story('跨县通办:东港的村里办莒县的事', 'Across counties: filed in Donggang, decided in Juxian')
  const { yatou, juxianInsurance } = desks
  const seen = dateIn(0)
  const wish = {
    item: item('renshe-02', 'juxian'),
    applicant: villager('吴远志', '19520918'),
    form: { year: Number(seen.slice(0, 4)), way: '本人到场', seen },
    materials: ['id-card'],
  }
  const ref = await file(yatou, wish, '代办登记', 'registers for somebody of the other county')
  await accept(juxianInsurance, ref)
  const decision = { act: 'decide', result: 'granted', document: null, certificateNumber: null }
  await juxianInsurance.act(ref, decision, '认证通过', 'confirms')
  await juxianInsurance.act(ref, { act: 'complete' }, '办结', 'closes the case')
  await yatou.seesStage(ref, 'completed')
  yatou.say('本地即见办结', 'sees it closed')
}
