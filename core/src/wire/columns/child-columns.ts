import * as lists from './code-lists.js'
import { may, maybe, must } from './column.js'
import { flag, id, integer, line, many, oneOf, organ, passage, code } from './kinds.js'

/** Which item a row belongs to: its id, any of its codes, or its name where no other has that. */
const ITEM = must('所属事项 事项编号 事项编码 实施编码 业务办理项编码 事项名称', line)
const ORDERNUM = maybe('排序号 序号 顺序', integer(0, 99_999))
const ids = many(line)

const LAW = {
  LAWNAME: must('法律法规名称 依据名称', line),
  DOCUMENTNUM: maybe('依据文号 文号', line),
  CLAUSE: maybe('条款号 条款', line),
  LAWTEXT: maybe('条款内容', passage),
}

/** 申请材料. */
const MATERIAL = {
  ITEM,
  MATERIALID: maybe('材料编号', id),
  MATERIALNAME: must('材料名称', line),
  ORIGINALNUM: maybe('原件份数 原件数量', integer(0, 99)),
  COPYNUM: maybe('复印件份数 复印件数量', integer(0, 99)),
  ISNEED: may('材料必要性 是否必要', oneOf(lists.NECESSITY), 'required'),
  MATERIALTYPE: maybe('材料类型', oneOf(lists.MATERIAL_TYPE)),
  MATERIALFORMAT: may('材料形式', oneOf(lists.MATERIAL_FORMAT), 'paper'),
  SOURCETYPE: may('来源渠道 材料来源渠道', oneOf(lists.SOURCE_TYPE), '10'),
  SOURCEEXPLAIN: maybe('来源渠道说明', passage),
  ISSUEDBYITEM: maybe('由哪个事项核发', id),
  FIRSTPARTY: maybe('须先经何方', line),
  PAGEFORMAT: maybe('纸质材料规格 纸张规格', line),
  FORMGUID: maybe('空白表格', line),
  EXAMPLEGUID: maybe('示例样表 样表', line),
  FILLINREQUIRE: maybe('填报须知', passage),
  ACCEPTSTAND: maybe('受理标准', passage),
  BYLAW: maybe('要求提供材料的依据', passage),
  CERTTYPECODE: maybe('电子证照类型', line),
  ORDERNUM,
}

const FEE = {
  ITEM,
  FEENAME: must('收费项目名称 收费项目', line),
  FEESTAND: must('收费标准', passage),
  ...LAW,
  LAWNAME: maybe('收费依据 法律法规名称 依据名称', line),
  ISDESC: may('是否允许减免 可否减免', flag, false),
  DESCBASIS: maybe('减免依据', passage),
  ORDERNUM,
}

/** 特殊环节. */
const SPECIAL = {
  ITEM,
  SPECIALNAME: must('环节名称 特别程序名称', line),
  SPECIALKIND: may('特别程序种类', oneOf(lists.SPECIAL_KIND), '2'),
  SPECIALDAY: maybe('环节时限 所需时间', integer(1, 9999)),
  SPECIALDAYTYPE: may('环节时限单位', oneOf(lists.LIMIT_UNIT), 'working-day'),
  SPECIALBASIS: maybe('环节依据 依据', passage),
  CHARGEBASIS: maybe('收费依据', passage),
  INSIDELIMIT: may('是否计入法定时限 计入时限', flag, true),
  GROUND: maybe('不计时限事由', oneOf(lists.STOP_GROUND)),
  ORDERNUM,
}

const RESULT = {
  ITEM,
  RESULTNAME: must('审批结果名称 结果名称', line),
  RESULTTYPE: must('审批结果类型 结果类型', oneOf(lists.RESULT_TYPE)),
  RESULTSAMPLE: maybe('审批结果样本 结果样本', line),
  CERTTYPECODE: maybe('电子证照类型', line),
  ORDERNUM,
}

const QUESTION = { ITEM, QUESTION: must('问题 常见问题', passage), ANSWER: must('解答 答复', passage), ORDERNUM }

const PRECONDITION = { ITEM, PREITEM: maybe('前置事项编号', id), PRENAME: must('前置名称 前置事项', line), ORDERNUM }

const STEP = {
  ITEM,
  STEPID: maybe('环节编号', id),
  STEPNAME: must('环节名称', line),
  STEPKIND: must('环节种类 环节类型', oneOf(lists.STEP_KIND)),
  STEPDEPT: maybe('承办部门 环节部门', organ),
  STEPLEVEL: maybe('环节层级', oneOf(lists.USE_LEVEL)),
  ACTEDBY: maybe('办理人', line),
  EXTERNALSYSTEM: maybe('外部系统', line),
  ORDERNUM,
}

const GRANT = {
  ITEM,
  GRANTLEVEL: must('权限层级', oneOf(lists.USE_LEVEL)),
  GRANTDEPT: maybe('承办部门 权限部门', organ),
  POWER: must('权限', oneOf(lists.POWER)),
  ORDERNUM,
}

/** 情形: one row an answer; the question stands beside each of its answers. */
const SCENARIO = {
  ITEM,
  GROUPID: maybe('情形组编号', id),
  GROUPNAME: maybe('情形组 情形问题 情形组名称', line),
  ASKEDWHEN: may('何时询问', ids, []),
  SCENARIOID: maybe('情形编号', id),
  SCENARIONAME: maybe('情形名称 情形', line),
  SCENARIOMATERIALS: may('情形材料 所需材料', ids, []),
  ORDERNUM,
}

/** 乡镇(街道): which townships take part, and with what power. */
const TOWN = {
  ITEM,
  TOWNCODE: maybe('乡镇代码 乡镇街道代码', code),
  TOWNNAME: must('乡镇名称 乡镇街道名称', line),
  POWER: may('权限', oneOf(lists.POWER), 'receive'),
}

/** 村(社区). */
const VILLAGE = {
  ITEM,
  VILLAGECODE: maybe('村代码 村社区代码', code),
  VILLAGENAME: must('村名称 村社区名称', line),
  POWER: may('权限', oneOf(lists.POWER), 'proxy'),
}

export const CHILD_COLUMNS = {
  MATERIAL,
  SCENARIO,
  STEP,
  GRANT,
  LAW: { ITEM, ...LAW, ORDERNUM },
  FEE,
  SPECIAL,
  RESULT,
  QUESTION,
  PRECONDITION,
  TOWN,
  VILLAGE,
}
