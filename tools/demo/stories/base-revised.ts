import { villager } from '../desk/applicants.js'
import {
  type BaseInput,
  baseEntryAt,
  type Content,
  importEntry,
  type LedgerLine,
  passReviews,
  provenBy,
  publish,
  type Work,
  write,
} from '../desk/catalogue.js'
import { type Cast, dateIn, type Story } from '../desk/cast.js'
import type { Desk } from '../desk/desk.js'
import { until } from '../world/until.js'
import { accept, decide, file, handOver } from './steps.js'

const department = '卫生健康局'
/** The paper that one revision drops and the next, when the city is opened again, asks for anew. */
const paper = '近期照片'
const ownWords = '本县户籍、即将外出或已外出务工经商的育龄人员,可由村代办员代办'

/** 上级修订: seen arriving, adapted, reviewed by a second person, published, proved by every place, and used. */
export const baseRevised: Story = async (cast) => {
  const { desks, trace, item, world } = cast
  trace.story('上级修订基本目录,一个村断着网', 'The base list is revised while a village has no line')
  const { juxianHealth, juxianHall, mengyan, baohu } = desks
  const id = item('jisheng-01', 'juxian')
  const organ = await juxianHealth.sitFor(department)
  const work = await revisionOf(cast, id, organ)
  await juxianHealth.api.get(`/api/works/${work.id}/impact`)
  await passReviews(juxianHealth, juxianHall, work)
  juxianHall.say('合法性审核通过(不是编写的人)', 'passes the legal review, not having written it')
  await world.line.cut()
  trace.event('抱虎村网线又断了', 'the line of Baohu is cut again')
  const { list, number } = await publish(juxianHall, work)
  juxianHall.say(`发布:实施清单第 ${number} 版,今日起施行`, `publishes edition ${number} of the county's list, in force today`)
  const behind = await provenBy(juxianHall, list, [baohu.site.site])
  showLedger(cast, behind)
  await useAt(mengyan, juxianHealth, id)
  await world.line.heal()
  trace.event('抱虎村网线接通', 'the line of Baohu is back')
  showLedger(cast, await provenBy(juxianHall, list, []))
}

/** The work that the county's system prepared from the revision, with what was adapted chosen by the organ. */
async function revisionOf(cast: Cast, id: string, organ: string): Promise<Work> {
  const { cityPlanner, juxianHealth } = cast.desks
  const entryId = 'base-jisheng-01'
  const before = (await baseEntryAt(cityPlanner, entryId)) ?? (await claimed(cast, id, organ, entryId))
  const { version: _, digest: __, ...input } = before as BaseInput & Readonly<Record<string, unknown>>
  const revised = revise(input as BaseInput)
  const version = await importEntry(cityPlanner, juxianHealth, revised)
  cityPlanner.say(
    `导入省里修订:第 ${version} 版,${dateIn(30)} 前完成`,
    `imports the province's revision, to be settled in 30 days`,
  )
  const { revision, work } = await preparedWork(juxianHealth, entryId, version)
  const [choice] = work.choices.filter(({ take }) => take === null)
  juxianHealth.say(
    `看到修订:${revision.differences} 处变化,材料随上级,${revision.openChoices} 处本县改过、等选择`,
    `sees ${revision.differences} changes: papers follow by themselves, ${revision.openChoices} adapted here waits for a choice`,
  )
  if (choice === undefined) throw new Error('nothing waits for a choice')
  const chosen = await juxianHealth.api.post<Work>(`/api/works/${work.id}/choices`, { item: id, path: choice.path, take: 'ours' })
  juxianHealth.say('受理条件保留本县的写法', 'keeps the words of the county')
  return chosen
}

/** The city's first day with the entry: imported as the item stands, claimed, and the item published from it in the county's own words. */
async function claimed({ desks }: Cast, id: string, organ: string, entryId: string): Promise<BaseInput> {
  const { cityPlanner, juxianHealth, juxianHall } = desks
  const work = await juxianHealth.api.post<Work>('/api/works', { item: id, title: '认领基本目录' })
  const content = work.items[0]?.content as Content
  const entry = entryFrom(content, entryId)
  const version = await importEntry(cityPlanner, juxianHealth, entry)
  const answer = { organ, entries: [entryId], state: 'claimed', reason: null }
  await juxianHealth.api.post('/api/claims/answers', answer)
  const guide = { ...content.guide, base: { entry: entryId, version }, conditions: [ownWords] }
  await write(juxianHealth, work, { ...content, guide })
  await passReviews(juxianHealth, juxianHall, work)
  await publish(juxianHall, work)
  juxianHealth.say('认领基本目录事项,按本县情况写明受理条件并发布', 'claims the base entry, words its conditions for the county')
  return entry
}

function entryFrom({ name, type, legal, guide, materials }: Content, id: string): BaseInput {
  return {
    id,
    name,
    codes: guide.codes,
    type,
    levels: ['county'],
    legal,
    legalBasis: guide.legalBasis,
    conditions: [],
    materials: materials.map((material) => ({ name: material.name, basis: material.legalBasis })),
    department,
    effectiveFrom: dateIn(0),
    settleBy: null,
    source: '演示:省级基本目录',
  }
}

function revise(entry: BaseInput): BaseInput {
  const asked = entry.materials.some(({ name }) => name === paper)
  const others = entry.materials.filter(({ name }) => name !== paper)
  return {
    ...entry,
    materials: asked ? others : [...others, { name: paper, basis: null }],
    conditions: [`离开户籍地的育龄人员${asked ? ',不再提交照片' : ',提交近期照片'}`],
    settleBy: dateIn(30),
  }
}

interface Revision {
  readonly entry: { readonly id: string }
  readonly to: number
  readonly differences: readonly unknown[]
  readonly work: string | null
  readonly openChoices: number
}

async function preparedWork({ api, site }: Desk, entry: string, version: number) {
  return until(`${site.name} has prepared the revision`, async () => {
    const { revisions } = await api.get<{ revisions: readonly Revision[] }>('/api/revisions')
    const found = revisions.find((each) => each.entry.id === entry && each.to === version)
    if (found === undefined || found.work === null) return null
    const { work } = await api.get<{ work: Work }>(`/api/works/${found.work}`)
    return { revision: { ...found, differences: found.differences.length }, work }
  })
}

/** A new case by the new version: exactly the papers it names. */
async function useAt(village: Desk, organ: Desk, id: string): Promise<void> {
  const { version, materials } = await village.api.get<Content>(`/api/items/${id}`)
  const asked = materials.filter(({ necessity }) => necessity === 'required')
  const form = { name: '刘春兰', household: '孟晏村', residence: '青岛市黄岛区', marital: '已婚', leaving: dateIn(3) }
  const wish = { item: id, applicant: villager('刘春兰', '19940412'), form, materials: asked.map((material) => material.id) }
  const names = asked.map(({ name }) => name).join('、')
  const ref = await file(village, wish, `按新指南第 ${version} 版收${names}`, `registers by version ${version} of the guide`)
  await accept(organ, ref)
  await decide(organ, ref)
  await handOver(village, organ, ref)
}

function showLedger({ trace }: Cast, lines: readonly LedgerLine[]): void {
  trace.line('         台账 ledger')
  for (const { site, held, newest, missing } of lines) {
    const state = held === newest ? '✔ 已校验 proven' : `… 落后,差 ${missing} 项 behind by ${missing}`
    trace.line(`         ${site.name}:第 ${held}/${newest} 版 edition  ${state}`)
  }
}
