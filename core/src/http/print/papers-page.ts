import * as lists from '../../domain/catalogue/code-lists.js'
import { type AnswerProblems, askedGroups, materialsFor, namesOfAnswers } from '../../domain/catalogue/scenarios.js'
import type { ItemVersion, Material } from '../../domain/item.js'
import type { Contact } from '../../site/catalogue-print/contacts.js'
import { html, type Html } from './html.js'
import { brokenLines, contactsHtml, facts } from './parts.js'
import { countLines, feeText, promiseText } from './words.js'

/** A list of papers for one scenario, as it is handed over at a counter. */
export interface PapersFacts {
  readonly item: ItemVersion
  readonly answers: readonly string[]
  readonly problems: AnswerProblems | null
  readonly organName: string | null
  readonly contacts: readonly Contact[]
  /** Where it is decided. */
  readonly hall: { readonly name: string; readonly hours: readonly string[] } | null
  /** Where it may be handed in nearer by. */
  readonly place: { readonly name: string; readonly hours: readonly string[] } | null
}

/** 一次性告知清单: every paper asked for, all at once (行政许可法 30, 32). */
export function papersBody(given: PapersFacts): Html {
  const { item, answers, problems } = given
  const scenario = namesOfAnswers(item, answers).join(';')
  return html`<h1>一次性告知清单<small>${item.name}</small></h1>
${scenario !== '' && problems === null ? html`<p class="lead">情形:${scenario}</p>` : null}
${problems === null ? complete(given) : html`<p><strong>请先在屏幕上方选定情形,再打印清单。</strong></p>`}`
}

function complete(given: PapersFacts): Html {
  const { item, answers, organName, contacts, hall, place } = given
  const materials = materialsFor(item, answers)
  const must = materials.filter(({ necessity }) => necessity === 'required')
  const later = materials.filter(({ necessity }) => necessity === 'later')
  const optional = materials.filter(({ necessity }) => necessity === 'optional')
  return html`${facts([
    ['实施主体', organName ?? '村(社区)便民服务站'],
    ['多久办好', promiseText(item)],
    ['收费', item.guide.fees.length === 0 ? '不收费' : item.guide.fees.map(feeText).join(';')],
    ['在哪办', hall === null ? item.guide.address : (item.guide.address ?? `${hall.name}(${hall.hours.join(';')})`)],
    ['就近交件', place === null ? null : `${place.name}(${place.hours.join(';')})`],
    ['咨询电话', contactsHtml(contacts)],
  ])}
${materials.length === 0 ? html`<p>不需要带任何材料。</p>` : null}
${table('请带齐以下材料', must)}
${table('可以后补的材料', later)}
${table('有就带,没有也能办', optional)}
<p>清单以外的材料,任何人不得另行索要;能由系统取得的不用您提交。少带或不合格的,经办人会一次说清。</p>
<div class="sign"><span>申请人:</span><span>告知人:</span><span>日期:</span></div>`
}

function table(title: string, materials: readonly Material[]): Html | null {
  if (materials.length === 0) return null
  const rows = materials.map(
    (material, index) => html`<tr><td class="n">${index + 1}</td><td class="n"><span class="box"></span></td>
<td>${material.name}</td><td class="q">${brokenLines(countLines(material))}</td><td class="w">${notesOf(material)}</td></tr>`,
  )
  return html`<h2>${title}<small>(${materials.length} 项)</small></h2>
<table><thead><tr><th class="n">序号</th><th class="n">备齐</th><th>材料</th><th class="q">份数</th><th class="w">哪里来、有什么要求</th></tr></thead><tbody>${rows}</tbody></table>`
}

/** Where a paper comes from and what it has to be like; empty where nothing is said. */
export function notesOf(material: Material): string {
  const parts = [
    material.sourceExplain ??
      (material.sourceChannel === '10' ? null : lists.nameIn(lists.sourceChannels, material.sourceChannel)),
    material.firstParty === null ? null : `先请${material.firstParty}办理`,
    material.fillingNotes,
    material.acceptanceStandard,
    material.paperSize,
    material.blankForm === null ? null : `空白表:${material.blankForm}`,
  ]
  return parts.filter((part) => part !== null).join(';')
}

/** The questions as a form for the screen; each answer may ask another, so the page is asked for again. */
export function questionsForm(
  item: ItemVersion,
  answers: readonly string[],
  keep: Readonly<Record<string, string>>,
): Html | null {
  const groups = askedGroups(item, answers)
  if (groups.length === 0) return null
  const kept = Object.entries(keep).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)
  const fields = groups.map(
    ({ question, options, id }) =>
      html`<fieldset><legend>${question}</legend>${options.map(
        (option) =>
          html`<label><input type="radio" name="answer-${id}" value="${option.id}"${answers.includes(option.id) && html` checked`}> ${option.name}</label> `,
      )}</fieldset>`,
  )
  return html`<form method="get">${kept}${fields}<button>按所选情形列出材料</button></form>`
}
