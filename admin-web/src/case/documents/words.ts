import { addWords } from '../../parts/words/add-words.js'
import type { Widened } from '../../parts/words/widened.js'

const zh = {
  documents: {
    title: '打印文书',
    receipt: '收件凭证',
    acceptance: '受理通知书',
    supplement: '一次性补正告知书',
    'non-acceptance': '不予受理通知书',
    delivery: '送达回证',
    mandate: '代办服务委托书',
    a4: '打印 {{name}}',
    large: '大字',
    largeOf: '大字打印 {{name}}',
    slip: '小票',
    slipOf: '小票打印 {{name}}',
    mandateTitle: '代办服务委托书（由站点代办时签）',
    mandateHint: '打印后请申请人签字，再把签好的一页扫描上传，随办件保存。',
    signedPage: '签好的委托书',
  },
}
const en: Widened<typeof zh> = {
  documents: {
    title: 'Print documents',
    receipt: 'Receipt',
    acceptance: 'Notice of acceptance',
    supplement: 'Notice of what is missing',
    'non-acceptance': 'Notice of non-acceptance',
    delivery: 'Record of delivery',
    mandate: 'Mandate of the station',
    a4: 'Print {{name}}',
    large: 'Large type',
    largeOf: 'Print {{name}} in large type',
    slip: 'Slip',
    slipOf: 'Print {{name}} as a slip',
    mandateTitle: 'Mandate (signed where the station acts for the applicant)',
    mandateHint: 'Print it, have the applicant sign, then upload a scan of the signed page; it is kept with the case.',
    signedPage: 'signed mandate',
  },
}

/** Registers the words of documents; a module that prints one calls it where it is read. */
export const knowDocumentWords = (): void => addWords(zh, en)
