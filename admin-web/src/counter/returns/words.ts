import { addWords } from '../../parts/words/add-words.js'
import type { Widened } from '../../parts/words/widened.js'

const zh = {
  returns: {
    title: '外部返回清单',
    link: '导入返回清单',
    lead: '上传外部系统导出的 Excel（有办件编号或外部编号、状态或结果、日期即可）。先核对，不会改动任何办件；确认后逐行登记。',
    choose: '选择 Excel 文件',
    another: '换一个文件',
    matched: '对上的 {{count}} 行',
    unmatched: '没对上的 {{count}} 行',
    none: '没有',
    row: '行',
    number: '办件编号',
    external: '外部编号',
    step: '环节',
    said: '清单上写的',
    state: '登记为',
    date: '日期',
    reason: '原因',
    apply: '登记 {{count}} 行',
    applied: '已登记 {{count}} 行',
    outcome: '结果',
    done: '已登记',
    requested: '已登记，等当前办理方确认',
    refused: '没有登记',
    stay: '没对上的留在下面，改好清单后可以再传；已登记的不会重复。',
  },
}
const en: Widened<typeof zh> = {
  returns: {
    title: 'List returned by another system',
    link: 'Import a returned list',
    lead: 'Send the Excel file of the other system (case or external number, state or result, date). It is only looked at first; each row is noted after you agree.',
    choose: 'Choose an Excel file',
    another: 'Choose another file',
    matched: '{{count}} rows that fit',
    unmatched: '{{count}} rows that fit nothing',
    none: 'None',
    row: 'Row',
    number: 'Case number',
    external: 'External number',
    step: 'Step',
    said: 'The list says',
    state: 'To be noted as',
    date: 'Date',
    reason: 'Why not',
    apply: 'Note {{count}} rows',
    applied: '{{count}} rows noted',
    outcome: 'Outcome',
    done: 'noted',
    requested: 'noted; whoever holds the case confirms it',
    refused: 'not noted',
    stay: 'What did not fit stays listed below; correct the list and send it again. Nothing is noted twice.',
  },
}
/** Called by the page, and by the list that links to it. */
export const knowReturnWords = (): void => addWords(zh, en)
