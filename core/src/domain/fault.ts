/** When trying again makes sense. */
export type Retry = 'never' | 'after-change' | 'back-off' | 'after-upgrade'

/** Words shown to people: what happened, and the next step. */
export interface FaultEntry {
  readonly retry: Retry
  readonly zh: string
  readonly zhNext: string
  readonly en: string
  readonly enNext: string
}

function entry(retry: Retry, zh: string, zhNext: string, en: string, enNext: string): FaultEntry {
  return { retry, zh, zhNext, en, enNext }
}

/** Every failure a user or a neighbouring site can meet. Codes are never reused; docs/errors.md lists the same. */
// biome-ignore format: one line for each code
export const faults = {
  'input/invalid': entry('never', '填写的内容不符合要求', '请按提示逐项改正后再提交', 'The input does not fit', 'Correct the fields named and send it again'),
  'input/not-json': entry('never', '发来的内容不是有效的 JSON', '请检查格式后重发', 'The body is not valid JSON', 'Check its form and send it again'),
  'input/too-deep': entry('never', '发来的内容嵌套过深', '请减少嵌套层数', 'The body is nested too deeply', 'Send a flatter body'),
  'input/too-large': entry('never', '内容超过允许的大小', '请压缩或拆分后再提交', 'The input is too large', 'Make it smaller or split it'),
  'person/unknown': entry('never', '名册里没有这个人', '请核对人员编号,或请管理员登记', 'The roster has no such person', 'Check the id, or ask an administrator to enter the person'),
  'person/not-posted': entry('never', '此人不在该服务站点任职', '请换任职人员办理,或请管理员调整', 'The person has no post at this place', 'Let someone posted here act, or ask an administrator'),
  'place/unknown': entry('never', '没有这个服务站点', '请核对站点编号', 'There is no such place', 'Check the place id'),
  'item/unknown': entry('never', '没有这个事项', '请在事项目录中重新查找', 'There is no such item', 'Search the catalogue again'),
  'item/waiting-for': entry('back-off', '本节点还没有该事项的这个版本,已去上级取', '稍候自动可办,无需重录', 'This site lacks that version of the item and is fetching it', 'It will be possible shortly; nothing must be typed again'),
  'item/not-offered': entry('never', '该事项不能在这里办理', '请看办事指南中的办理地点', 'The item is not offered here', 'See the guide for where it is handled'),
  'item/suspended': entry('after-change', '该事项已暂停办理', '请看暂停公告,恢复后再来办理', 'The item is suspended', 'See the notice; it can be applied for once it is resumed'),
  'item/cancelled': entry('never', '该事项已取消', '请看取消公告和替代事项', 'The item is cancelled', 'See the notice for what replaces it'),
  'item/stale': entry('back-off', '本节点的事项清单已久未与上级核对,高风险事项暂不能登记', '联网核对后自动恢复;可先存草稿', 'The lists here were not checked with the parent for long, so high-risk items are not taken in', 'It works again once the line is back; keep a draft meanwhile'),
  'draft/unknown': entry('never', '没有这份草稿', '请在草稿列表中重新打开;已登记的请查办件', 'There is no such draft', 'Open it from the list of drafts, or look for the case it became'),
  'case/unknown': entry('never', '没有这个办件', '请核对办件编号', 'There is no such case', 'Check the case number'),
  'case/not-here-yet': entry('back-off', '该办件的信息还没有传到这里', '登记站点联网后会自动到达,请稍后再查', 'The case has not arrived here yet', 'It will come once the station that registered it is connected'),
  'case/exists': entry('never', '该办件已登记', '请查看原办件', 'The case is registered already', 'Open the existing case'),
  'case/elsewhere': entry('after-change', '办件现由其他节点办理', '请求已转给现办理节点,请等待答复', 'The case is in the hands of another site', 'The request goes there; wait for its answer'),
  'case/completed': entry('never', '办件已办结', '如需再次办理请重新登记', 'The case is completed', 'Register a new one if needed'),
  'case/wrong-stage': entry('after-change', '办件当前状态不允许此操作', '请查看办件当前环节', 'The case is not at a stage that allows this', 'See what is next on the case page'),
  'case/frozen': entry('after-change', '办件出现分叉,已冻结', '请上级节点接管后继续', 'The case is frozen by a fork', 'Its parent site must seize it first'),
  'case/needs-upgrade': entry('after-upgrade', '办件含新版本内容,本节点需升级后才能操作', '请联系管理员升级;其他办件不受影响', 'The case holds entries of a newer version', 'Ask for an upgrade; other cases go on'),
  'authority/denied': entry('never', '本级或本部门无权办理此步', '请转给有权的部门', 'This level or organ has no power for that act', 'Pass it to the organ that has'),
  'authority/village-never-decides': entry('never', '村(社区)不得决定行政许可', '请提交有权机关决定(行政许可法第24条)', 'A village never decides a permit', 'Submit it to the organ with the power (行政许可法 24)'),
  'authority/not-custodian': entry('after-change', '只有当前办理节点可以这样做', '请由当前办理节点操作', 'Only the site that holds the case may do this', 'Let that site act'),
  'authority/not-parent': entry('never', '只有直接上级节点可以接管', '请由直接上级接管', 'Only the direct parent may seize', 'Let the direct parent seize'),
  'authority/second-approver': entry('after-change', '接管需要第二人同意', '请有权的第二人确认', 'The seizure needs a second approver', 'Have a second person with that right agree'),
  'law/not-withdrawable': entry('never', '该事项依法不能撤回', '请查看事项说明', 'The law does not allow withdrawal here', 'See the item'),
  'law/supplement-once': entry('never', '补正须一次性告知(行政许可法第32条)', '该材料已告知过补正,请核对', 'A supplement is asked once, all at once (行政许可法 32)', 'The paper was asked for before; check the case'),
  'task/unknown': entry('never', '没有这个任务', '请刷新任务列表', 'There is no such task', 'Reload the task list'),
  'task/answered': entry('never', '该任务已答复', '无需重复答复', 'The task is answered already', 'Nothing more to do'),
  'step/unknown': entry('never', '事项没有这个环节', '请核对办理流程', 'The item has no such step', 'Check the handling steps'),
  'step/open': entry('after-change', '还有环节未完成', '请先完成前面的环节', 'Earlier steps are still open', 'Finish them first'),
  'site/unknown': entry('never', '名册里没有这个节点', '请核对节点编号', 'The roster has no such site', 'Check the site id'),
  'site/not-on-path': entry('never', '该节点不在办件的途经节点中', '请先将其加入', 'The site is not on the path of the case', 'Let it join first'),
  'site/not-ready-for-body': entry('after-upgrade', '途经节点中有旧版本,暂不能使用新功能', '待其升级后再办', 'A site on the path cannot read this yet', 'Wait for its upgrade'),
  'paper/not-held': entry('never', '本节点没有这份材料', '请重新上传材料', 'This site does not hold that paper', 'Upload it again'),
  'paper/awaited': entry('back-off', '材料正在传送途中', '材料到齐后即可受理', 'Papers are on their way', 'Acceptance is possible once they are here'),
  'paper/missing': entry('after-change', '缺少必要材料', '请补齐清单中的材料', 'Required papers are missing', 'Add the papers listed'),
  'paper/empty': entry('never', '材料是空文件', '请重新扫描或选择文件', 'The paper is empty', 'Scan or choose it again'),
  'paper/too-large': entry('never', '材料超过 50 MB', '请压缩或分页后上传', 'The paper is larger than 50 MB', 'Compress or split it'),
  'paper/wrong-kind': entry('never', '文件内容与所写的类型不符,或不是可收的类型', '请上传 PDF、JPEG、PNG、OFD、DOCX 或 XLSX 文件', 'The file is not what it says it is, or of a kind that is not taken', 'Send PDF, JPEG, PNG, OFD, DOCX or XLSX'),
  'paper/unsafe': entry('never', '文件展开后过大或结构异常,不能收下', '请重新扫描,或另存后再上传', 'The file would grow beyond measure when opened, or is put together oddly', 'Scan it again, or save it anew and send that'),
  'paper/hash-mismatch': entry('back-off', '材料内容与登记的摘要不符', '已丢弃,将自动重取', 'The paper does not match its hash', 'It was dropped and is fetched again'),
  'request/other-body': entry('never', '同一请求编号已用于其他内容', '请刷新页面后重新提交', 'The request id was used with another body', 'Reload the page and send it anew'),
  'request/unknown-act': entry('after-upgrade', '不认识的操作类型', '请升级本节点', 'The act is of an unknown type', 'Upgrade this site'),
  'event/broken-chain': entry('never', '记录的链条不连续', '已隔离,请上级核查', 'The entry does not chain to the one before', 'It is set apart; its parent must look'),
  'event/stale-epoch': entry('never', '记录来自已失效的办理权', '已隔离并转为请求', 'The entry was written in an outdated epoch', 'It is set aside and asked for again'),
  'event/forbidden-author': entry('never', '记录的作者无权写入', '已隔离并告警', 'The author may not write that', 'It is parked and an alarm raised'),
  'event/wrong-side': entry('never', '记录来自错误的方向', '已隔离并告警', 'The entry came from a side where its author does not lie', 'It is parked and an alarm raised'),
  'event/fork': entry('after-change', '同一序号出现两条不同记录', '已冻结,请上级接管', 'Two different entries share one sequence', 'The case is frozen until a seizure'),
  'event/malformed': entry('never', '记录无法解读', '已隔离并告警', 'The entry cannot be read', 'It is parked and an alarm raised'),
  'event/too-large': entry('never', '单条记录超过 64 KiB', '请把大段内容作为材料上传', 'The entry is larger than 64 KiB', 'Put long content into a paper'),
  'event/unknown-predecessor': entry('back-off', '缺少该办件更早的记录', '已自动索取', 'An earlier entry of the case is missing', 'It has been asked for'),
  'link/malformed-frame': entry('never', '收到无法解读的数据帧', '已断开并重连', 'A frame cannot be read', 'The link was closed and is dialled again'),
  'link/frame-too-large': entry('never', '数据帧超过 512 KiB', '请核对对方版本', 'A frame is larger than 512 KiB', 'Check the other side’s version'),
  'link/out-of-order': entry('back-off', '数据帧次序不对', '已要求重发', 'A frame came out of order', 'It has been asked for again'),
  'link/wrong-peer': entry('never', '连接的不是应连的节点', '请核对地址和证书', 'The other end is not the expected site', 'Check address and certificate'),
  'link/wrong-link': entry('never', '数据属于其他连接', '已丢弃', 'The frame belongs to another link', 'It was dropped'),
  'link/bad-mac': entry('never', '数据校验码不符', '已丢弃并计数', 'The frame’s MAC is wrong', 'It was dropped and counted'),
  'link/needs-reconciliation': entry('after-change', '两端记录不一致,需要对账', '连接已停止,数据未丢失,请管理员处理', 'The two ends disagree and need reconciliation', 'The link has stopped, nothing is lost; an administrator must look'),
  'link/clone': entry('never', '同一节点有两个副本在运行', '请停用其中一台', 'Two copies of one site are running', 'Stop one of them'),
  'link/superseded': entry('never', '已有新的连接', '旧连接已关闭', 'A newer session took over', 'The older one was closed'),
  'link/unsupported-version': entry('after-upgrade', '对方版本不兼容', '请升级较旧的一端', 'The other side’s version is not supported', 'Upgrade the older side'),
  'link/parent-unreachable': entry('back-off', '上级节点暂时连不上', '可继续收件,联网后自动上传', 'The parent cannot be reached', 'Go on taking applications; they are sent when the line is back'),
  'link/not-enrolled': entry('back-off', '对方还没有入网', '请管理员发入网码为其入网;名册到达后自动连接', 'The other end is not enrolled', 'Have it enrolled with a code; it is dialled again when the roster has come'),
  'link/old-generation': entry('never', '这台机器已被新机器取代', '请停用旧机器', 'Another machine has taken this one’s place', 'Take the old machine out of use'),
  'link/revoked': entry('never', '该节点已被吊销', '请联系管理员;查明后可用新的入网码重新入网', 'The site is cut off', 'Ask an administrator; it may be enrolled again with a new code'),
  'link/unknown-key': entry('back-off', '证书不是名册里登记的那一张', '换证未完成的会自动再试;其他情况请管理员核查', 'The certificate is not the one the roster names', 'A renewal that was interrupted is tried again; otherwise an administrator must look'),
  'link/renewal-overdue': entry('back-off', '证书已过换证期限', '联网后自动换证;请同时核对本机时间', 'The certificate should have been renewed by now', 'It is renewed as soon as the parent is reached; check this machine’s clock as well'),
  'seizure/unknown': entry('never', '没有这个接管申请', '可能已办理或已过期,请刷新列表', 'There is no such proposal of a seizure', 'It may be settled or too old; reload the list'),
  'site/maintenance': entry('back-off', '本节点正在维护,暂不收新件', '请稍后再办,或到其他站点办理', 'This site is under maintenance and takes no new work', 'Come back later, or use another place'),
  'enrolment/code-unknown': entry('never', '入网码不对', '请核对后重新输入,或请管理员另发', 'There is no such enrolment code', 'Check it and type it again, or ask for another'),
  'enrolment/code-expired': entry('never', '入网码已过期', '请管理员另发入网码', 'The enrolment code has expired', 'Ask for another'),
  'enrolment/code-used': entry('never', '入网码已用过', '请管理员另发入网码,并查明谁用过', 'The enrolment code was used already', 'Ask for another, and find out who used it'),
  'enrolment/too-many': entry('back-off', '错误的入网码太多,暂停受理', '请十分钟后再试', 'Too many wrong enrolment codes', 'Try again in ten minutes'),
  'enrolment/refused': entry('after-change', '名册不允许该节点这样入网', '请管理员核对名册', 'The roster does not let the site be enrolled so', 'Have an administrator check the roster'),
  'enrolment/pending': entry('back-off', '等待管理员批准入网', '批准后自动完成', 'An administrator must approve the enrolment', 'It completes by itself once approved'),
  'enrolment/bad-request': entry('never', '入网请求无法解读', '请用本系统的程序入网', 'The enrolment request cannot be read', 'Enrol with this system’s own program'),
  'enrolment/wrong-authority': entry('never', '对方不属于单上写明的网络', '不要输入入网码;请核对地址和单上的指纹', 'The other end does not belong to the network named on the sheet', 'Do not say the code; check the address and the fingerprint on the sheet'),
  'enrolment/no-authority': entry('never', '本平台没有签发证书的密钥', '请把证书机构的密钥放回密钥文件夹', 'This gateway has no authority to sign certificates', 'Put the authority’s key back into its folder of keys'),
  'audit/broken': entry('never', '审计记录无法解读', '请联系维护人员', 'An audit entry cannot be read', 'Tell the engineers'),
  'audit/forked': entry('never', '下级节点的审计日志被改写', '请审计员比对本级留存的副本,查明是恢复了旧备份还是有人改动', 'The audit log of a site below was rewritten', 'Have the auditor compare it with the copy kept here: an old backup was restored, or somebody changed it'),
  'audit/cut': entry('never', '下级节点的审计日志缺少已上报的末尾部分', '请审计员查看本级留存的副本,查明是恢复了旧备份还是有人删除', 'The end of the audit log of a site below is gone', 'Have the auditor look at the copy kept here: an old backup was restored, or somebody deleted it'),
  'http/too-many': entry('back-off', '操作过于频繁', '请稍等片刻再试', 'Too many requests from this address', 'Wait a moment and try again'),
  'http/certificate': entry('after-change', '网页所用的证书不能用', '请按说明更换证书文件或私钥文件', 'The certificate for web pages cannot be used', 'Change the file of the certificate or of its key as it says'),
  'http/names-refused': entry('never', '平台不为这些名称签发网页证书', '请只填写本单位内网地址、单个机器名,或配置自己的证书', 'The gateway certifies no such names for web pages', 'Name private addresses and single host names only, or give a certificate of your own'),
  'query/no-match': entry('never', '没有查到:办件编号与查询码对不上', '请按收件凭证核对编号和查询码;仍查不到请拨打 12345', 'Nothing found for that number and query code', 'Check both on the receipt; if that does not help, ring 12345'),
  'query/too-many': entry('back-off', '查询次数过多,暂停查询', '请一小时后再试,或拨打 12345', 'Too many queries that found nothing', 'Try again in an hour, or ring 12345'),
  'parked/unknown': entry('never', '没有这条隔离记录', '可能已处理,请刷新列表', 'There is no such parked message', 'It may be settled; reload the list'),
  'link/unknown-kind': entry('after-upgrade', '收到不认识的消息类型', '已搁置,升级后处理', 'A message of an unknown kind', 'It is parked until an upgrade'),
  'roster/behind': entry('back-off', '本节点的名册版本落后', '名册到达后自动处理', 'This site’s roster is behind', 'It goes on when the roster arrives'),
  'roster/not-city': entry('never', '只有市级平台可以修改名册', '请在市级平台修改', 'Only the city changes the roster', 'Change it at the city gateway'),
  'roster/broken': entry('never', '名册变更不合规则', '请按提示改正', 'The roster change breaks a rule', 'Correct what is named'),
  'divisions/duplicate': entry('never', '区划表有重复代码', '请删去重复行', 'The division table has a duplicate code', 'Remove the duplicate row'),
  'divisions/orphan': entry('never', '区划表有找不到上级的行', '请补上上级或删去该行', 'A division has no parent row', 'Add the parent or remove the row'),
  'divisions/wrong-length': entry('never', '区划代码位数不对', '县级6位、乡级9位、村级12位', 'A division code has the wrong length', 'Counties have 6 digits, townships 9, villages 12'),
  'divisions/unreadable': entry('never', '区划表读不出来', '请核对文件与表头', 'The division table cannot be read', 'Check the files and their heads'),
  'divisions/not-digits': entry('never', '区划代码含有数字以外的字符', '请改正该代码', 'A division code holds something other than digits', 'Correct the code'),
  'divisions/no-name': entry('never', '区划表有没有名称的行', '请补上名称或删去该行', 'A division has no name', 'Add the name or remove the row'),
  'divisions/unknown-city': entry('never', '区划表里没有这个城市', '请核对城市代码和区划表', 'The division tables do not hold that city', 'Check the city code and the tables'),
  'catalogue/broken': entry('never', '事项内容不合规则', '请按提示改正事项', 'The item breaks a rule', 'Correct what is named'),
  'catalogue/unknown-organ': entry('never', '事项写明的部门在名册里没有或不止一个', '请在名册中登记该部门,或改正事项', 'The roster has no such organ for the item, or more than one', 'Enter the organ in the roster or correct the item'),
  'catalogue/no-key': entry('never', '本节点不能发布清单', '请在市级或县级平台发布,并核对其发布密钥是否已登入名册', 'This site may not publish lists', 'Publish at a gateway whose publishing key the roster names'),
  'catalogue/wrong-list': entry('never', '该条目不属于这份清单', '请由有权的发布单位在其清单中发布', 'The entry does not belong into this list', 'Let the publisher it belongs to publish it in its own list'),
  'catalogue/forged': entry('never', '清单版次的签名不符', '已隔离并告警,请核查来源', 'The signature of an edition is wrong', 'It is parked and an alarm raised; look where it came from'),
  'catalogue/forked': entry('never', '同一版次出现两份不同内容', '已隔离并告警,请与发布单位核对', 'Two different editions share one number', 'It is parked and an alarm raised; ask the publisher'),
  'catalogue/damaged': entry('back-off', '事项内容与其摘要不符', '已丢弃,将重新索取', 'A content does not match its digest', 'It was dropped and is asked for again'),
  'catalogue/repaired': entry('never', '本节点的清单内容曾损坏,已从上级重取', '请检查该机器的磁盘', 'A damaged content of a list was fetched again', 'Have the disk of that machine looked at'),
  'catalogue/behind': entry('back-off', '该站点开门多时仍未取得最新清单', '请检查该站点的网络和电脑', 'A place has been open for long without the newest lists', 'Look at its line and its machine'),
  'import/not-a-table': entry('never', '不是能读的表格文件', '请用 Excel 另存为 .xlsx 后再导入,或导入 JSON', 'The file is no table that can be read', 'Save it as .xlsx and import that, or JSON'),
  'import/old-format': entry('never', '是旧版 .xls 文件', '请用 Excel 打开后另存为 .xlsx 再导入', 'The file is an old .xls', 'Open it in Excel and save it as .xlsx'),
  'import/encrypted': entry('never', '文件有密码', '请去掉打开密码后再导入', 'The file is protected by a password', 'Remove the password and import it again'),
  'import/macros': entry('never', '文件带宏', '请另存为不带宏的 .xlsx 再导入', 'The file holds macros', 'Save it as .xlsx without macros'),
  'import/mapping': entry('never', '列对照文件有误', '请按提示改正对照文件', 'The mapping file is wrong', 'Correct what is named in it'),
  'import/no-sheet': entry('never', '没有事项表', '请把工作表命名为“事项”,或在对照文件中指定', 'There is no sheet of items', 'Name the sheet 事项 or ITEM, or name it in the mapping file'),
  'import/no-column': entry('never', '缺少必要的列', '请补上该列,或在对照文件中指定对应的列或缺省值', 'A required column is missing', 'Add it, or name its column or default in the mapping file'),
  'import/unknown-column': entry('never', '不认识这一列,其内容不导入', '如需导入请在对照文件中指定字段,不需要请列为忽略', 'The column is unknown and not imported', 'Name its field in the mapping file, or list it as ignored'),
  'import/cell': entry('never', '单元格内容不符合要求', '请按提示改正该单元格', 'The cell does not fit', 'Correct the cell named'),
  'import/formula': entry('never', '单元格是公式', '请复制后选择性粘贴为数值', 'The cell holds a formula', 'Copy it and paste it as a value'),
  'import/merged': entry('never', '单元格是合并的', '按合并区左上角的内容导入;如不是此意,请取消合并后逐行填写', 'The cells are merged', 'Their first value is taken for all; unmerge and fill them if that is wrong'),
  'import/duplicate': entry('never', '行重复', '请删去重复行,或改正其编号', 'The row stands twice', 'Remove one of them, or correct its id'),
  'import/dangling': entry('never', '该行所属的事项不在事项表中,或不止一个', '请核对所属事项的编码', 'The row belongs to no item of the file, or to more than one', 'Check the code of the item it names'),
  'import/default': entry('never', '文件没有写明,按缺省导入', '如不是此意,请补上该列或该表', 'The file does not say; a default is taken', 'Add the column or the sheet if that is wrong'),
  'import/unknown': entry('never', '没有这次导入,或已过期', '请重新上传并检查', 'There is no such import, or it has expired', 'Upload and check it again'),
  'import/not-checked': entry('after-change', '导入尚未检查通过', '请改正全部错误后重新上传', 'The import has not passed its check', 'Correct every error and upload it again'),
  'import/changed': entry('after-change', '检查之后目录或名册有变', '请重新上传检查,看清差异后再导入', 'The catalogue or the roster changed after the check', 'Check it again and look at the differences'),
  'import/busy': entry('back-off', '正在处理其他导入', '请等它完成后再试', 'Other imports are under way', 'Try again once they are done'),
  'work/unknown': entry('never', '没有这项编制工作', '请在编制列表中重新打开', 'There is no such work', 'Open it from the list of works'),
  'work/denied': entry('never', '您的岗位不能做这一步编制工作', '本部门人员编写、审核本部门事项,大厅人员做合法性审核和发布', 'Your post does not allow this step of the work', 'People of the organ write and check its items; the hall’s review legally and publish'),
  'work/wrong-stage': entry('after-change', '编制工作当前环节不允许此操作', '请刷新后查看当前环节', 'The work is not at a stage that allows this', 'Reload it and see its stage'),
  'work/four-eyes': entry('never', '编写人不能做合法性审核', '请由没有参与编写的人审核', 'Who wrote it may not review it legally', 'Let somebody review who has not written in it'),
  'work/choices-open': entry('after-change', '还有上下不一致的内容没有选定', '请逐项选定采用上级的还是保留本级的', 'Parts changed on both sides still wait for a choice', 'Take theirs or ours for each part named'),
  'work/no-such-choice': entry('never', '没有这一项待选内容', '请刷新后重选', 'There is no such choice', 'Reload the work and choose again'),
  'work/outdated': entry('after-change', '编制期间该事项已发布新版本', '请先并入新版本,再送审', 'A newer version was published meanwhile', 'Take the newer version in first, then submit it again'),
  'work/wrong-date': entry('never', '生效日期不能早于今天', '请改为今天或以后的日期', 'The effective date lies in the past', 'Set today or a later day'),
  'work/item-exists': entry('never', '该事项编号已有', '请修改原事项,或换一个编号', 'An item with that id exists', 'Edit that item or take another id'),
  'work/reason-needed': entry('never', '请写明理由', '填写理由后再提交', 'A reason is needed', 'Write it and send it again'),
  'base/not-city': entry('never', '基本目录只能在市级平台导入', '请在市级平台导入', 'The base list is imported at the city alone', 'Import it at the city gateway'),
  'base/unknown-entry': entry('never', '基本目录没有这一条', '请在基本目录中重新查找', 'The base list has no such entry', 'Look it up in the base list'),
  'claim/unknown': entry('never', '该部门没有这一条认领任务', '请先把该条分派给部门', 'The organ has no such entry to claim', 'Assign the entry to the organ first'),
  'claim/late-date': entry('never', '部门期限不能晚于上级要求的期限', '请改为更早的日期', 'The organ’s date lies after the one set above', 'Set an earlier day'),
  'delegation/refused': entry('never', '有不能下放、委托或收回的行,整批未办', '请按提示改正或删去这些行', 'Some powers cannot be handed over or taken back; nothing was done', 'Correct or remove the rows named'),
  'survey/unknown': entry('never', '没有这次普查', '请在普查列表中重新打开', 'There is no such survey', 'Open it from the list'),
  'survey/closed': entry('never', '普查已结束', '请联系发起单位', 'The survey is closed', 'Ask whoever opened it'),
  'store/newer': entry('after-upgrade', '数据文件由更新的版本写成', '请升级程序后再打开', 'The store was written by a newer version', 'Upgrade the program and open it again'),
  'store/damaged': entry('never', '数据文件损坏', '请勿改动文件,联系管理员从备份恢复', 'The store is damaged', 'Leave the file as it is and have it restored from a backup'),
  'store/in-use': entry('never', '数据文件已被另一程序打开', '请先关闭另一程序', 'Another process has the store open', 'Stop the other process first'),
  'store/full': entry('back-off', '磁盘已满,暂不能登记', '请清理磁盘后重试,已登记的都在', 'The disk is full', 'Make room and try again; all that was acknowledged is kept'),
  'store/failed': entry('back-off', '数据写入失败', '请稍后重试并通知管理员', 'Writing to the store failed', 'Try again later and tell an administrator'),
  'clock/unsure': entry('after-change', '本机时间不可信', '请校准时间;期限按区间显示', 'The clock of this machine is not to be trusted', 'Set it; deadlines are shown as a range'),
  'config/invalid': entry('never', '配置有误', '请逐项改正', 'The configuration is wrong', 'Correct each setting named'),
  'port/in-use': entry('never', '端口已被占用', '请换端口或关闭占用程序', 'The port is in use', 'Choose another port or stop its user'),
  'nats/missing': entry('back-off', '消息服务 nats-server 连不上', '请启动 nats-server;期间照常收件', 'nats-server cannot be reached', 'Start it; applications are taken meanwhile'),
  'nats/too-old': entry('never', 'nats-server 版本过旧', '请升级到 2.9 或更新', 'nats-server is too old', 'Upgrade it to 2.9 or later'),
  'nats/no-jetstream': entry('never', 'nats-server 未启用 JetStream', '请在其配置中启用 jetstream', 'nats-server runs without JetStream', 'Enable jetstream in its configuration'),
  'nats/no-room': entry('back-off', '消息服务 nats-server 没有存储空间', '请扩大其磁盘或限额;期间照常收件', 'nats-server has no room for its streams', 'Give it more disk or a higher limit; applications are taken meanwhile'),
  'route/unknown': entry('never', '没有这个地址', '请核对地址', 'There is no such address', 'Check the address'),
  'internal/bug': entry('never', '程序内部错误', '请把跟踪号告诉管理员', 'An internal error', 'Give the trace id to an administrator'),
} as const satisfies Record<string, FaultEntry>

export type FaultCode = keyof typeof faults

/** A failure with its catalogue code. Expected refusals are returned as data instead. */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: FaultCode
  readonly detail: string

  constructor(code: FaultCode, detail = '', cause?: unknown) {
    super(detail === '' ? faults[code].en : `${faults[code].en}: ${detail}`, { cause })
    this.code = code
    this.detail = detail
  }
}

export function isFaultCode(code: string): code is FaultCode {
  return Object.hasOwn(faults, code)
}
