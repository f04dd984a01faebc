import { manyVillagers } from '../desk/applicants.js'
import type { CaseRef, Desk } from '../desk/desk.js'
import { dateIn, type Cast, type Story } from '../desk/cast.js'

const batchSize = 20

/** Twenty filed while the village's line is cut; when it is back, the county is killed in the middle of taking them in. */
export const batchWhileCut: Story = async (cast) => {
  const { desks, world, trace, item } = cast
  trace.story('断网照办:集中认证二十人', 'Without a line: twenty in one batch')
  const { baohu, juxianInsurance } = desks
  trace.event('抱虎村网线被挖断', 'the line of the village is cut')
  await world.line.cut()
  const seen = dateIn(0)
  const form = { year: Number(seen.slice(0, 4)), way: '本人到场', seen }
  const refs = await baohu.registerBatch(
    { item: item('renshe-02', 'juxian'), form, material: 'id-card' },
    manyVillagers(batchSize),
  )
  for (const ref of refs) await baohu.act(ref, { act: 'submit' })
  baohu.say(`离线登记并提交 ${refs.length} 件,凭证注明“已登记,待上传”`, `registers and submits ${refs.length} off line`)
  await killInTheMiddle(cast, refs)
  for (const ref of refs) await handle(juxianInsurance, ref)
  juxianInsurance.say(`${refs.length} 件逐件受理、办结`, `accepts and closes all ${refs.length}`)
  for (const ref of refs) await baohu.seesStage(ref, 'completed')
  baohu.say('全部办结,已告知本人', 'sees all of them closed')
}

async function killInTheMiddle({ desks, world, trace }: Cast, refs: readonly CaseRef[]): Promise<void> {
  const { juxian } = world.sites
  await world.line.heal()
  trace.event('网线接通,开始上传', 'the line is back and the upload begins')
  const first = await desks.juxianInsurance.sees(refs[0] as CaseRef, 'taken in', () => true)
  await juxian.program.kill()
  const awaited = first.journey.waitsFor.filter(({ what }) => what === 'papers').length
  trace.event(
    `莒县平台刚收到第一件、其材料还差 ${awaited} 份时被 SIGKILL`,
    `the county gateway is killed when it has the first of them and still waits for ${awaited} of its papers`,
  )
  await juxian.program.start()
  trace.event('莒县平台重新启动', 'and is started again')
}

async function handle(desk: Desk, ref: CaseRef): Promise<void> {
  await desk.seesStage(ref, 'submitted')
  await desk.actWhenPossible(ref, { act: 'accept' })
  await desk.act(ref, { act: 'decide', result: 'granted', document: null, certificateNumber: null })
  await desk.act(ref, { act: 'complete' })
}
