import type { ActName } from '../case/command.js'

/** 动作: everything a person may be allowed to do, `noun.verb`, with the words the printed table shows. */
export const actions = {
  'catalogue.read': '查事项、清单、台账、报表',
  'directory.read': '查站点、部门、人员、节点',
  'case.register': '登记',
  'case.handle-instantly': '即办',
  'case.list': '办件列表、统计、按编号查、待办任务',
  'case.read': '查看一个办件',
  'case.unmask': '查看未遮盖的身份信息(说明理由、留痕)',
  'case.submit': '提交',
  'case.move': '上报、下转、退回',
  'case.accept': '受理',
  'case.refuse-acceptance': '不予受理',
  'case.ask-supplement': '补正告知',
  'case.give-supplement': '补正收件',
  'case.add-paper': '补充材料',
  'case.review-step': '审查、审核等环节',
  'case.decide': '决定',
  'case.deliver': '送达',
  'case.complete': '办结',
  'case.withdraw': '撤回',
  'case.give-task': '派任务',
  'case.answer-task': '答复任务',
  'case.note-external': '登记外部系统状态',
  'case.change-service-place': '变更服务站点',
  'case.open-notice': '打开通知',
  'case.tell-notice': '登记已告知',
  'case.hand-on-originals': '移交原件',
  'case.receive-originals': '签收原件',
  'case.join-site': '加入节点',
  'case.reckon-due': '重算期限',
  'paper.read': '下载材料',
  'paper.add': '上传材料',
  'draft.read': '打开草稿',
  'draft.write': '写、删草稿',
  'worklist.hand-over': '移交工作台',
  'flag.read': '查看存疑操作',
  'seizure.read': '查看接管申请',
  'seizure.propose': '申请接管',
  'seizure.confirm': '第二人确认接管',
  'seizure.ask': '请县级接管',
  'link.read': '查看链路、待发、待前序、请求',
  'parked.read': '查看隔离记录',
  'parked.retry': '重试隔离记录',
  'site.read': '查看维护状态',
  'site.maintain': '进入、结束维护',
  'site.revoke': '吊销节点',
  'enrolment.read': '查看入网码与机器',
  'enrolment.make-code': '发入网码',
  'enrolment.approve': '批准入网',
  'roster.change': '改名册(节点、站点、部门、人员、日历、参数)',
  'account.read': '查看账号',
  'account.change': '开户、授权、停用、重置口令',
  'account.confirm': '第二人确认授予管理角色',
  'work.read': '查看编制、认领、普查',
  'work.write': '编写事项、答复认领与普查',
  'work.check': '部门审核',
  'work.review': '合法性审核',
  'work.publish': '发布、分派、导入基本目录、发起普查',
  'items.export': '导出事项',
  'audit.read': '查审计记录',
  'audit.export': '导出审计记录',
} as const

export type Action = keyof typeof actions

export const ACTIONS = Object.keys(actions) as readonly Action[]

/** Acts on a case that is there: every one but a seizure. */
type CaseActName = Exclude<ActName, 'seize' | 'register' | 'handle-instantly'>
const caseActs: { readonly [A in CaseActName]: true } = {
  submit: true,
  move: true,
  accept: true,
  'refuse-acceptance': true,
  'ask-supplement': true,
  'give-supplement': true,
  'add-paper': true,
  'review-step': true,
  decide: true,
  deliver: true,
  complete: true,
  withdraw: true,
  'give-task': true,
  'answer-task': true,
  'note-external': true,
  'change-service-place': true,
  'open-notice': true,
  'tell-notice': true,
  'hand-on-originals': true,
  'receive-originals': true,
  'join-site': true,
  'reckon-due': true,
}
export const CASE_ACTS = Object.keys(caseActs) as readonly CaseActName[]

/** What a person needs to do an act on a case, at a counter or by a request. Seizures have doors of their own. */
export function actionOf(act: Exclude<ActName, 'seize'>): Action {
  return `case.${act}`
}
