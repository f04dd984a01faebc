import { villager } from '../desk/applicants.js'
import type { Story } from '../desk/cast.js'
import { accept, decide, file, handOver, review } from './steps.js'

/** 市级办理, while the message bus loses everything it holds. */
export const cityDecides: Story = async ({ desks, world, trace, item }) => {
  trace.story('上报市级:选址意见书,途中消息总线丢失全部数据', 'Sent up to the city, while the bus loses all it holds')
  const { yatou, donggangPlanner, cityPlanner } = desks
  await donggangPlanner.sitFor('自然资源和规划局')
  const wish = {
    item: item('guihua-01', 'donggang'),
    applicant: villager('崔玉成', '19710520'),
    form: { owner: '崔玉成', location: '崖头村西', project: '农产品冷库', area: 900 },
    materials: ['application', 'village', 'map'],
  }
  trace.event('nats-server 被强行终止,存储全部删除', 'nats-server is killed and its storage deleted')
  await world.bus.killAndWipe()
  const ref = await file(yatou, wish, '代办登记', 'registers for a villager')
  await accept(donggangPlanner, ref)
  const up = { act: 'move', direction: 'up', to: world.sites.city.site, organ: null, note: null }
  await donggangPlanner.act(ref, up, '上报市局,总线恢复前留在本县待发', 'hands it up; it waits here until the bus is back')
  trace.event('nats-server 重新启动,空的', 'nats-server is started again, empty')
  await world.bus.start()
  await cityPlanner.sees(ref, 'handed up', ({ line }) => line.custodian.id === world.sites.city.site)
  await review(cityPlanner, ref, 'examine', '审查', 'examines')
  await review(cityPlanner, ref, 'survey', '现场踏勘', 'looks at the place')
  await decide(cityPlanner, ref)
  await handOver(yatou, cityPlanner, ref)
}
