import * as lists from '../../domain/catalogue/code-lists.js'
import { limitInWords } from '../../domain/catalogue-work/words.js'
import type { ItemVersion, ScenarioGroup } from '../../domain/item.js'
import type { Contact } from '../../site/catalogue-print/contacts.js'
import { html, type Html, linesOf } from './html.js'
import { brokenLines, contactsHtml, facts, part } from './parts.js'
import { countLines, feeText, lawText, promiseText } from './words.js'

/** What the guide needs beside the item itself. */
export interface GuideFacts {
  readonly item: ItemVersion
  readonly organName: string | null
  readonly organNames: ReadonlyMap<string, string>
  readonly hall: { readonly name: string; readonly hours: readonly string[] } | null
  readonly contacts: readonly Contact[]
}

/** 办事指南, with everything the item's guide says. */
export function guideBody(given: GuideFacts): Html {
  const { item } = given
  const { guide } = item
  return html`<h1>${item.name}<small>办事指南</small></h1>
${facts(basics(given))}
${part('受理条件', list(guide.conditions))}
${part('申请材料', materials(item))}
${part('办理流程', html`${guide.flow === null ? null : html`<p>${linesOf(guide.flow)}</p>`}${steps(given)}`)}
${part('特殊环节', specialSteps(item))}
${part('收费', guide.fees.length === 0 ? html`<p>不收费。</p>` : list(guide.fees.map(feeText)))}
${part('办理结果', results(item))}
${part('设定依据', laws(item))}
${part('前置条件', list(guide.preconditions.map(({ name }) => name)))}
${part('常见问题', questions(item))}
${sources(item)}`
}

function basics({ item, organName, hall, contacts }: GuideFacts): readonly (readonly [string, Html | string | null])[] {
  const { guide } = item
  const { codes } = guide
  return [
    ['编码', codes.handleItem ?? codes.task ?? codes.localTask],
    ['事项类型', lists.nameIn(lists.itemTypes, item.type)],
    ['行使层级', lists.nameIn(lists.levels, item.level)],
    ['实施主体', organName ?? '村(社区)便民服务站'],
    ['服务对象', guide.serviceObjects.map((value) => lists.nameIn(lists.serviceObjects, value)).join('、') || null],
    ['办件类型', lists.nameIn(lists.handlings, item.handling)],
    ['承诺时限', withNote(promiseText(item), guide.promisedExplain)],
    ['法定时限', item.legal === null ? null : withNote(limitInWords(item.legal), guide.legalExplain)],
    ['办理形式', guide.handlingForms.map((value) => lists.nameIn(lists.handlingForms, value)).join('、') || null],
    ['到现场次数', guide.visits === null ? null : withNote(`${guide.visits} 次`, guide.visitsExplain)],
    ['通办范围', guide.area === null ? null : lists.nameIn(lists.handleAreas, guide.area)],
    ['数量限制', guide.quota],
    ['办理地点', guide.address === null ? (hall?.name ?? null) : html`${linesOf(guide.address)}`],
    ['办理时间', guide.hours === null ? (hall?.hours.join(';') ?? null) : html`${linesOf(guide.hours)}`],
    ['外部系统', item.guide.externalSystems.join('、') || null],
    ['咨询电话', contactsHtml(contacts)],
    ['监督投诉', guide.complain ?? '12345'],
  ]
}

function withNote(text: string, note: string | null): string {
  return note === null ? text : `${text}(${note})`
}

function list(texts: readonly string[]): Html | null {
  if (texts.length === 0) return null
  return html`<ol>${texts.map((text) => html`<li>${linesOf(text)}</li>`)}</ol>`
}

function materials(item: ItemVersion): Html {
  if (item.materials.length === 0) return html`<p>不需要申请材料。</p>`
  const rows = item.materials.map((material, index) => {
    const necessity = material.necessity === 'required' ? '' : `(${lists.nameIn(lists.necessities, material.necessity)})`
    return html`<tr><td class="n">${index + 1}</td><td>${material.name}${necessity}</td>
<td class="q">${brokenLines(countLines(material))}</td><td class="s">${lists.nameIn(lists.materialFormats, material.format)}</td>
<td class="w">${notesOf(item, material.id)}</td></tr>`
  })
  return html`<table><thead><tr><th class="n">序号</th><th>材料名称</th><th class="q">份数</th><th class="s">形式</th><th class="w">来源与要求</th></tr></thead>
<tbody>${rows}</tbody></table>
${item.scenarioGroups.length === 0 ? null : html`<p class="note">带条件的材料按下列情形提交:</p>${item.scenarioGroups.map((group) => groupHtml(group))}`}`
}

function notesOf(item: ItemVersion, id: string): string {
  const material = item.materials.find((candidate) => candidate.id === id)
  if (material === undefined) return ''
  const conditions = item.scenarioGroups.flatMap(({ options }) => options.filter(({ materials }) => materials.includes(id)))
  const parts = [
    conditions.length === 0 ? null : `仅:${conditions.map(({ name }) => name).join('、')}`,
    material.sourceExplain ?? lists.nameIn(lists.sourceChannels, material.sourceChannel),
    material.firstParty === null ? null : `先经${material.firstParty}`,
    material.fillingNotes,
    material.acceptanceStandard,
    material.paperSize,
    material.legalBasis === null ? null : `依据 ${material.legalBasis}`,
  ]
  return parts.filter((part) => part !== null && part !== '').join(';')
}

function groupHtml({ question, options }: ScenarioGroup): Html {
  return html`<p class="note">${question}:${options.map(({ name }) => name).join(' / ')}</p>`
}

function steps({ item, organNames }: GuideFacts): Html | null {
  if (item.steps.length === 0) return null
  const rows = item.steps.map(
    (step, index) => html`<tr><td class="n">${index + 1}</td><td>${step.name}</td>
<td>${step.organ === null ? lists.nameIn(lists.levels, step.level) : (organNames.get(step.organ) ?? step.organ)}</td>
<td class="m">${step.externalSystem ?? step.actedBy ?? ''}</td></tr>`,
  )
  return html`<table><thead><tr><th class="n">序号</th><th>环节</th><th>办理单位</th><th class="m">办理人或系统</th></tr></thead><tbody>${rows}</tbody></table>`
}

function specialSteps({ guide }: ItemVersion): Html | null {
  return list(
    guide.specialSteps.map(({ name, limit, basis, insideLimit, chargeBasis }) =>
      [
        name,
        limit === null ? null : limitInWords(limit),
        insideLimit ? '计入办理时限' : '不计入办理时限',
        basis === null ? null : `依据 ${basis}`,
        chargeBasis === null ? null : `收费依据 ${chargeBasis}`,
      ]
        .filter((part) => part !== null)
        .join(','),
    ),
  )
}

function results({ guide, hasResult }: ItemVersion): Html | null {
  if (guide.results.length === 0) return hasResult ? null : html`<p>不出具证照或批文。</p>`
  return list(guide.results.map(({ name, kind }) => `${name}(${lists.nameIn(lists.resultKinds, kind)})`))
}

function laws({ guide }: ItemVersion): Html | null {
  if (guide.legalBasis.length === 0) return null
  return html`<ol>${guide.legalBasis.map((law) => html`<li>${lawText(law)}${law.text === null ? null : html`<br>${linesOf(law.text)}`}</li>`)}</ol>`
}

function questions({ guide }: ItemVersion): Html | null {
  if (guide.questions.length === 0) return null
  return html`<dl>${guide.questions.map(({ question, answer }) => html`<dt>${question}</dt><dd>${linesOf(answer)}</dd>`)}</dl>`
}

/** What nobody has confirmed is not printed as if it were. */
function sources({ source, invented, version, effectiveFrom }: ItemVersion): Html {
  return html`<p class="note">第 ${version} 版,自 ${effectiveFrom} 起施行。资料来源:${source}${
    invented.length === 0 ? null : html`。其中${invented.join('、')}为示例内容,以实施主体公布的为准`
  }</p>`
}
