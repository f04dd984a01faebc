/** Papers as guides name them: name, where it comes from, and whether it is a copy. */
export interface PaperKind {
  readonly id: string
  readonly name: string
  readonly channel: '10' | '20' | '30'
  readonly copy: boolean
}

function papers(channel: PaperKind['channel'], copy: boolean, lines: string): readonly PaperKind[] {
  return lines.split(' ').map((line) => {
    const [id = '', name = ''] = line.split('=')
    return { id, name, channel, copy }
  })
}

export const PAPERS: readonly PaperKind[] = [
  ...papers(
    '20',
    true,
    'id-card=申请人居民身份证 household=居民户口簿 licence=营业执照副本 marriage=结婚证 deed=不动产权证书 diploma=学历证书 disability=残疾人证',
  ),
  ...papers(
    '10',
    false,
    'mandate=授权委托书 promise=申请人承诺书 photo=近期免冠照片 bank=银行账户信息表 income=家庭收入情况说明 lease=房屋租赁合同 site-plan=经营场所平面图 staff=从业人员名单 rules=管理制度文本 equipment=设备设施清单 report=上一年度工作总结 minutes=股东会决议 charter=章程',
  ),
  ...papers(
    '20',
    false,
    'old-permit=原许可证件 land-approval=用地批准文件 plan-permit=规划许可证件 fire=消防验收意见 court=人民法院生效裁判文书 village-opinion=村民委员会意见',
  ),
  ...papers(
    '30',
    false,
    'survey=测绘成果报告 audit=审计报告 valuation=资产评估报告 test=检验检测报告 physical=体检合格证明 env=环境影响评价文件 drawing=施工图审查合格书',
  ),
]

export const CONDITIONS: readonly string[] = [
  '申请人具有本行政区域户籍或者持有有效居住证件。',
  '申请人依法设立,并具有与经营范围相适应的场所、人员和设备。',
  '申请事项符合国土空间规划和村庄规划。',
  '申请人未被列入严重失信主体名单。',
  '家庭人均收入低于当地公布的标准,家庭财产状况符合规定。',
  '从业人员具有相应的资格证书。',
]

export const QUESTIONS: readonly (readonly [string, string])[] = [
  ['可以由别人代办吗?', '可以。代办人带本人的身份证件和申请人签名的授权委托书。'],
  ['多久能办好?', '即办件当场办结;承诺件自受理之日起计算,不含法律规定不计入的时间。'],
  ['办好了怎样领取?', '可以到窗口或村便民服务站领取,也可以选择邮寄。'],
  ['材料不齐怎么办?', '窗口一次告知需要补正的全部内容,补齐之日起计算时限。'],
]

/** 情形组: a question and its answers; each answer asks for some of the item's own papers. */
export const GROUPS: readonly {
  readonly id: string
  readonly question: string
  readonly options: readonly (readonly [string, string])[]
}[] = [
  {
    id: 'who',
    question: '由谁来办理',
    options: [
      ['self', '本人办理'],
      ['proxy', '委托他人办理'],
    ],
  },
  {
    id: 'applicant',
    question: '申请人是谁',
    options: [
      ['person', '个人'],
      ['company', '企业'],
      ['other', '社会组织'],
    ],
  },
  {
    id: 'premises',
    question: '场所的来源',
    options: [
      ['own', '自有'],
      ['rented', '租用'],
      ['free', '无偿使用'],
    ],
  },
  {
    id: 'before',
    question: '以前是否办理过',
    options: [
      ['first', '首次办理'],
      ['again', '曾经办理'],
    ],
  },
]
