import { villager } from '../desk/applicants.js'
import type { CaseRef, Desk } from '../desk/desk.js'
import type { Story } from '../desk/cast.js'
import { accept, decide, file, handOver } from './steps.js'

/** 外部系统办理: our state never claims more than was last seen there. */
export const externalStep: Story = async ({ desks, trace, item }) => {
  trace.story('外部系统环节:养老保险参保登记', 'An external step: pension insurance')
  const { mengyan, juxianInsurance } = desks
  const wish = {
    item: item('renshe-01', 'juxian'),
    applicant: villager('周小麦', '19900615'),
    form: { household: '孟晏村12号', level: '500元', bank: '6217000000000000000' },
    materials: ['id-card', 'household'],
  }
  const ref = await file(mengyan, wish, '代办登记', 'registers for a villager')
  await accept(juxianInsurance, ref)
  await note(juxianInsurance, ref, 'sent', '已录入社会保险信息系统', 'keys it into the ministry’s system')
  await note(juxianInsurance, ref, 'granted', '外部系统:已参保', 'sees it granted there')
  await decide(juxianInsurance, ref)
  await handOver(mengyan, juxianInsurance, ref)
}

async function note(desk: Desk, ref: CaseRef, state: 'sent' | 'granted', zh: string, en: string): Promise<void> {
  const number = `SB${ref.number.slice(-6)}`
  const act = {
    act: 'note-external',
    step: 'external',
    system: '社会保险信息系统',
    number,
    state,
    asOfMs: Date.now(),
    proof: null,
  }
  await desk.act(ref, act, zh, en)
}
