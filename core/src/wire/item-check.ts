import { checkContent } from '../domain/catalogue-rules/check.js'
import { type Finding, refuses } from '../domain/catalogue-rules/finding.js'
import type { FaultCode } from '../domain/fault.js'
import type { ItemDraft } from '../domain/item.js'
import { formProblems } from './parts/item-form.js'

/** All that is odd in an item whose shape is right, its form included; the same with departments' names in place of organs. */
export function checkItem(item: ItemDraft): readonly Finding[] {
  return [...checkContent(item), ...formFindings(item)]
}

/** The fault a finding is where only faults can be told. */
export function faultOfFinding({ code }: Finding): FaultCode {
  return code === 'village-never-decides' ? 'authority/village-never-decides' : 'catalogue/broken'
}

function formFindings({ form }: ItemDraft): readonly Finding[] {
  return formProblems(form).map(({ zh, en }) =>
    refuses('form-broken', { path: '/form', zh: `申请表:${zh}`, en: `The form: ${en}` }),
  )
}
