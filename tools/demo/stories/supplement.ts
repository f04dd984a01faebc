import { villager } from '../desk/applicants.js'
import { dateIn, type Story } from '../desk/cast.js'
import { accept, decide, file, handOver, review } from './steps.js'

/** 一次性告知补正: asked once and all together, told in the village, given there. */
export const supplement: Story = async ({ desks, trace, item }) => {
  trace.story('补正:少交一份补救方案', 'A supplement: one paper was missing')
  const { mengyan, juxianHousing } = desks
  const wish = {
    item: item('jianguan-02', 'juxian'),
    applicant: villager('陈大江', '19650412'),
    form: { location: '孟晏村小学旁', kind: '移植', trees: 3, reason: '修路' },
    materials: ['application', 'plan', 'id-card'],
  }
  const ref = await file(mengyan, wish, '代办登记(缺一份材料)', 'registers with a paper missing')
  await juxianHousing.seesStage(ref, 'submitted')
  const notice = await juxianHousing.scanFor(ref)
  const ask = { act: 'ask-supplement', materials: ['remedy'], notice, dueBy: dateIn(15) }
  await juxianHousing.act(ref, ask, '一次性告知补正', 'asks for it, once and in writing')
  await mengyan.seesStage(ref, 'supplementing')
  mengyan.say('告知本人,取回补救方案', 'tells the villager and gets the paper')
  const paper = await mengyan.scanFor(ref)
  const given = { material: 'remedy', paper, form: 'scan', originals: 0, copies: 0 }
  await mengyan.act(ref, { act: 'give-supplement', materials: [given] }, '补正', 'hands it in')
  await accept(juxianHousing, ref)
  await review(juxianHousing, ref, 'examine', '审查', 'examines')
  await review(juxianHousing, ref, 'survey', '现场踏勘', 'looks at the place')
  await decide(juxianHousing, ref, 'denied')
  await handOver(mengyan, juxianHousing, ref)
}
