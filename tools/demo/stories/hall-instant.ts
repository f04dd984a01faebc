import { villager } from '../desk/applicants.js'
import type { Desk } from '../desk/desk.js'
import { dateIn, type Story } from '../desk/cast.js'

/** 即办: accepted, decided and handed over at the counter of a hall, in one act. */
export const hallInstant: Story = async ({ desks, trace, item }) => {
  trace.story('大厅即办:临时占道', 'Instant at the hall: a stall on the pavement')
  const wish = {
    item: item('shirong-02', 'donggang'),
    applicant: villager('张来福', '19880808'),
    form: { applicant: '张来福', location: '海曲路', kind: '临时经营', area: 6, from: dateIn(1), until: dateIn(8) },
    materials: ['application', 'id-card', 'map'],
  }
  await desks.donggangStreets.registerInstantly(wish, '一次办成', 'done on the spot')
  await withdrawFund(desks.juxianFund, item('gongjijin-01', 'juxian'))
}

/** 情形: three answers select the papers; the earlier form is fetched by the system, and too large an amount is only told. */
async function withdrawFund(desk: Desk, fund: string): Promise<void> {
  await desk.sitFor('公积金管理部')
  const wish = {
    item: fund,
    applicant: villager('秦淑芬', '19830315'),
    answers: ['bank-loan-second', 'by-proxy', 'own-only'],
    form: {
      employer: '莒县第一中学',
      account: '3711220001',
      lender: '某银行',
      loanYear: 2020,
      paidThisYear: 18000,
      amount: 20000,
    },
    materials: ['approval-form', 'id-card', 'passbook', 'mandate', 'proxy-id'],
  }
  const zh = '第二次支取、委托他人办理:按情形收五样材料,超额只作提示'
  await desk.registerInstantly(
    wish,
    zh,
    'a second withdrawal by somebody else: five papers by its scenario, too much is only told',
  )
}
