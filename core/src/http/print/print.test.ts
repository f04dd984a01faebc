import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { blankGuide, blankMaterial } from '../../domain/catalogue/blank.js'
import { permit } from '../../domain/case/world.testing.js'
import type { ItemDraft } from '../../domain/item.js'
import { openApp, type TestApp } from '../app.testing.js'
import { openDemoCounty } from './demo-county.testing.js'

// Sheets of thousands of cells take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

describe('the booklet of a village of the demonstration', () => {
  let demo: ReturnType<typeof openDemoCounty>
  let page = ''
  beforeAll(async () => {
    demo = openDemoCounty()
    const place = demo.view.places.find(({ codes }) => codes[0]?.code === '371122104266')
    page = (await demo.app.inject(`/print/booklets/${place?.id}`)).body
  }, 60_000)
  afterAll(async () => {
    await demo.app.close()
    demo.site.store.close()
  })

  test('has its three parts, each with what belongs there', () => {
    const [, handled = '', byProxy = '', asked = ''] = page.split('<h2>')
    expect(handled).toMatch(/^一、村里就能办/)
    expect(handled).toContain('村级证明出具(居住情况)'.replace('(', '\uff08').replace(')', '\uff09'))
    expect(byProxy).toMatch(/^二、村里帮您代办/)
    expect(byProxy).toMatch(/城乡居民养老保险参保登记.*莒县人力资源和社会保障局.*5个工作日/s)
    expect(asked).toMatch(/^三、村里能问、要到外面办/)
    expect(asked).toContain('结婚登记')
  })

  test('names the helper, the hours, and whom to ring with their numbers', () => {
    expect(page).toMatch(/抱虎村便民服务站/)
    expect(page).toMatch(/于守信 <span class="tel">0633-6205001<\/span>/)
    expect(page).toContain('周一至周五 9:00–11:30、14:00–16:30')
    expect(page).toMatch(
      /结婚登记<\/td><td>莒县民政局<br>莒县政务服务中心<\/td><td class="w">周桂英 <span class="tel">0633-6202004<\/span>/,
    )
    expect(page).toContain('<span class="tel">12345</span>')
  })

  test('lists an item once, in its own township’s version', () => {
    expect(page.match(/最低生活保障对象认定/g)).toHaveLength(1)
  })

  test('of a place that is no village is not there', async () => {
    const { statusCode } = await demo.app.inject(`/print/booklets/${demo.placeNamed('莒县政务服务中心')}`)
    expect(statusCode).toBe(404)
  })
})

const open: TestApp[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

const option = (id: string, name: string, ...materials: readonly string[]) => ({ id, name, materials })
const { digest: _, ...known } = permit
const marriage: ItemDraft = {
  ...known,
  id: 'marriage',
  name: '结婚登记',
  form: { type: 'object', properties: {} },
  materials: [
    { ...blankMaterial('id', '身份证'), copies: 1 },
    { ...blankMaterial('permit', '军官证'), sourceChannel: '20' },
    { ...blankMaterial('photo', '近期照片'), necessity: 'later', originals: 3 },
  ],
  scenarioGroups: [
    { id: 'who', question: '是否现役军人', askedWhen: [], options: [option('soldier', '是', 'permit'), option('civil', '否')] },
  ],
  guide: { ...blankGuide, conditions: ['双方自愿'], consult: '0633-6200001' },
}

function county(item: ItemDraft): TestApp {
  const app = openApp('a', { items: [item] })
  open.push(app)
  return app
}

const HOSTILE = `<script>alert(1)</script><img src=x onerror="alert('2')">`

test('every text of an item is escaped, wherever it is printed', async () => {
  const app = county({
    ...marriage,
    name: HOSTILE,
    source: HOSTILE,
    invented: [HOSTILE],
    grants: [...marriage.grants, { level: 'village', organ: null, power: 'consult' }],
    materials: [{ ...blankMaterial('id', HOSTILE), sourceExplain: HOSTILE, firstParty: HOSTILE, fillingNotes: HOSTILE }],
    scenarioGroups: [{ id: 'g', question: HOSTILE, askedWhen: [], options: [option('a', HOSTILE, 'id')] }],
    steps: marriage.steps.map((step) => ({ ...step, name: HOSTILE, actedBy: HOSTILE })),
    guide: {
      ...blankGuide,
      conditions: [HOSTILE],
      flow: HOSTILE,
      consult: HOSTILE,
      complain: HOSTILE,
      address: HOSTILE,
      quota: HOSTILE,
      fees: [
        {
          name: HOSTILE,
          standard: HOSTILE,
          basis: { law: HOSTILE, documentNumber: HOSTILE, clause: null, text: null },
          reducible: true,
          reductionBasis: HOSTILE,
        },
      ],
      legalBasis: [{ law: HOSTILE, documentNumber: null, clause: HOSTILE, text: HOSTILE }],
      questions: [{ question: HOSTILE, answer: HOSTILE }],
      results: [{ kind: '1', name: HOSTILE, sample: null, certificateType: null }],
    },
  })
  const query = `?answers=a&place=${encodeURIComponent('a-station')}`
  for (const url of ['/print/items/marriage', `/print/items/marriage/papers${query}`, '/print/booklets/a-station']) {
    const { status, body } = await app.call<string>(null, 'GET', url)
    expect(status).toBe(200)
    expect(body).not.toMatch(/<script|<img|onerror="/)
    expect(body).toContain('&lt;script&gt;alert')
  }
})

test('what stands in the address is escaped too', async () => {
  const app = county(marriage)
  const { body } = await app.call<string>(
    null,
    'GET',
    `/print/items/marriage/papers?answers=${encodeURIComponent(`"><script>`)}&x=%22%3E%3Cscript%3E`,
  )
  expect(body).not.toContain('<script')
})

test('a page runs nothing, loads nothing but its style, and is asked for by nobody in particular', async () => {
  const app = county(marriage)
  const { headers, body } = await app.call<string>(null, 'GET', '/print/items/marriage')
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  )
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(body).not.toMatch(/<script|style="|javascript:/)
  const style = await app.call<string>(null, 'GET', '/print/print.css')
  expect([style.status, style.headers['content-type']]).toEqual([200, 'text/css; charset=utf-8'])
})

describe('the written list of papers', () => {
  test('asks for the scenario first, and prints no list before', async () => {
    const { body } = await county(marriage).call<string>(null, 'GET', '/print/items/marriage/papers')
    expect(body).toContain('是否现役军人')
    expect(body).toContain('请先在屏幕上方选定情形')
    expect(body).not.toContain('身份证')
  })

  test('holds the papers of the answers given and no others, those that may follow apart', async () => {
    const app = county(marriage)
    const civil = await app.call<string>(null, 'GET', '/print/items/marriage/papers?answers=civil')
    expect(civil.body).toMatch(
      /情形.否.*请带齐以下材料.*1 项.*身份证.*原件 1 份<br>复印件 1 份.*可以后补的材料.*近期照片.*原件 3 份/s,
    )
    expect(civil.body).not.toContain('军官证')
    const soldier = await app.call<string>(null, 'GET', '/print/items/marriage/papers?answer-who=soldier')
    expect(soldier.body).toMatch(/情形.是.*2 项.*军官证.*政府部门核发/s)
  })

  test('names a station where it may be handed in, and no station that only answers questions', async () => {
    const app = county(marriage)
    const near = await app.call<string>(null, 'GET', '/print/items/marriage/papers?answers=civil&place=a-station')
    expect(near.body).toContain('就近交件')
    const consulted = county({ ...marriage, id: 'asked', grants: [{ level: 'village', organ: null, power: 'consult' }] })
    const far = await consulted.call<string>(null, 'GET', '/print/items/asked/papers?answers=civil&place=a-station')
    expect(far.body).not.toContain('就近交件')
    expect((await app.call(null, 'GET', '/print/items/marriage/papers?place=nowhere')).status).toBe(404)
  })
})

test('a guide prints its conditions, papers, steps and numbers, in large type where asked', async () => {
  const app = county(marriage)
  const { body } = await app.call<string>(null, 'GET', '/print/items/marriage?type=large')
  expect(body).toContain('<body class="large">')
  expect(body).toMatch(/受理条件.*双方自愿.*申请材料.*身份证.*办理流程.*收费.*不收费/s)
  expect(body).toContain('<span class="tel">0633-6200001</span>')
  expect((await app.call(null, 'GET', '/print/items/nothing')).status).toBe(404)
})
