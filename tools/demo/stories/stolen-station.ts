import { join } from 'node:path'
import { readInitFolder } from '@liandong/core/cli/init/init-folder.js'
import { grpcDialler } from '@liandong/core/transport/grpc-client.js'
import { loadSiteTls } from '@liandong/core/transport/tls.js'
import type { AckBook } from '../desk/ack-book.js'
import { Api } from '../desk/api.js'
import { villager } from '../desk/applicants.js'
import { type Cast, dateIn, type Story } from '../desk/cast.js'
import { caughtUp } from '../desk/catching-up.js'
import { type CaseRef, Desk } from '../desk/desk.js'
import { actorIn, passwordOf } from '../world/accounts.js'
import { administrators } from '../world/city-plan.js'
import type { DemoSite } from '../world/world.js'
import { until } from '../world/until.js'

const proxy = { id: 'u5004', name: '孔令云' }

/** 吊销: a village gets its machine, serves one case, loses the machine to a thief, and goes on being served by its county. */
export function stolenStation(book: AckBook): Story {
  return async (cast) => {
    const { world, trace, desks } = cast
    const { spare, juxian } = world.sites
    const password = passwordOf(world.accounts, proxy.id)
    trace.story('失窃:一台电脑被吊销,它的办件不丢', 'A stolen machine is cut off, and its case goes on')
    await host(cast, spare.site)
    await world.enrol('spare', trace)
    const village = new Desk({ site: spare, person: proxy, password, book, trace })
    await caughtUp(desks.cityPlanner, [village])
    const ref = await register(cast, village)
    await desks.juxianInsurance.sees(
      ref,
      'with its papers',
      ({ journey }) => !journey.waitsFor.some(({ what }) => what === 'papers'),
    )
    trace.event('马坡村的电脑夜里被盗', 'the machine of Mapo is stolen at night')
    await cutOff(cast)
    await host(cast, juxian.site)
    const hosting = { ...juxian, place: spare.place, name: `${spare.name}@莒县` }
    const hosted = new Desk({ site: hosting, person: proxy, password, book, trace })
    await finish(cast, hosted, ref)
  }
}

function register({ item }: Cast, village: Desk): Promise<CaseRef> {
  const seen = dateIn(0)
  const form = { year: Number(seen.slice(0, 4)), way: '本人到场', seen }
  const wish = { item: item('renshe-02', 'juxian'), applicant: villager('孔祥福'), form, materials: ['id-card'] }
  return village.register(wish, '代办登记', 'registers for a villager')
}

/** The place is served by that site from now on: a fact the city enters in the roster. */
async function host({ world }: Cast, site: string): Promise<void> {
  const { sites, folder } = world
  const { url, place } = sites.city
  const facts = readInitFolder(join(folder, 'city')).changes.flatMap((change) => change.facts)
  const fact = facts.find((each) => each.kind === 'place' && each.place.id === sites.spare.place)
  if (fact?.kind !== 'place') throw new Error('the city has no such place')
  const city = new Api(url, actorIn(world, administrators.city, place))
  await city.post('/api/roster/changes', { facts: [{ kind: 'place', place: { ...fact.place, site } }] })
}

async function cutOff({ world, trace }: Cast): Promise<void> {
  const { juxian, spare } = world.sites
  const administrator = new Api(juxian.url, actorIn(world, administrators.juxian, juxian.place))
  const helper = new Api(spare.url, actorIn(world, proxy.id, spare.place))
  const startMs = performance.now()
  const { seized } = await administrator.post<{ seized: readonly unknown[] }>(`/api/sites/${spare.site}/revocation`, {})
  await until(`${spare.name} is told that it is cut off`, () => isToldSo(helper))
  const tookMs = Math.round(performance.now() - startMs)
  trace.event(
    `莒县吊销该节点:${tookMs} 毫秒后断开,接管其办件 ${seized.length} 件`,
    `the county cuts it off: out after ${tookMs} ms, ${seized.length} case of it seized`,
  )
  await spare.program.stop()
  trace.event(
    `用它的密钥再连,被拒绝:${await dialWith(spare, juxian)}`,
    'whoever dials with its keys is refused, whatever its certificate says',
  )
}

async function isToldSo(helper: Api): Promise<true | null> {
  const { links } = await helper.get<{ links: readonly { reason: string | null }[] }>('/api/links')
  return links.some(({ reason }) => reason === 'link/revoked') ? true : null
}

/** What a thief hears who has the keys. */
async function dialWith({ keysFolder }: DemoSite, { site, grpcAddress }: DemoSite): Promise<string> {
  const dialler = grpcDialler({ address: grpcAddress, tls: loadSiteTls(keysFolder), parent: site })
  try {
    await dialler.dial(AbortSignal.timeout(15_000))
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'link/revoked') return code
    throw error
  } finally {
    dialler.close()
  }
  throw new Error('a machine that was cut off has been let in')
}

/** In a browser now, at the county's site; nothing of it was lost. */
async function finish({ desks: { juxianInsurance } }: Cast, hosted: Desk, ref: CaseRef): Promise<void> {
  await until('the county serves Mapo', () => hosted.page(ref).catch(() => null))
  await hosted.act(
    ref,
    { act: 'submit' },
    '村里改用浏览器,由县平台托管,继续提交',
    'goes on in a browser, hosted by the county, and submits',
  )
  await juxianInsurance.seesStage(ref, 'submitted')
  await juxianInsurance.actWhenPossible(ref, { act: 'accept' })
  await juxianInsurance.act(ref, { act: 'decide', result: 'granted', document: null, certificateNumber: null })
  await juxianInsurance.act(ref, { act: 'complete' }, '受理、办结', 'accepts and closes it')
}
