import { addWords } from '../../parts/words/add-words.js'
import type { Widened } from '../../parts/words/widened.js'

const zh = {
  texts: {
    title: '文书模板',
    kind: '文书',
    text: '模板文字',
    hint: '一行是一段；以“# ”开头的是小标题。花括号里的名称打印时换成办件的内容，没有内容的行不打印。编号、条码、二维码和签名处由系统固定打印。',
    names: '可用的名称（点一下插入）',
    needed: '必须有',
    insert: '插入 {{name}}',
    preview: '预览',
    blockHere: '〔{{name}}〕',
    save: '保存为第 {{version}} 版',
    saved: '已保存，第 {{version}} 版生效',
    version: '第 {{version}} 版 · {{by}} · {{time}}',
    builtIn: '通用文本（本县没有改过）',
    restore: '换回通用文本',
    here: '在本平台打印的文书用这份文字；有自己电脑的乡镇、村站点打印通用文本。',
  },
}
const en: Widened<typeof zh> = {
  texts: {
    title: 'Texts of documents',
    kind: 'Document',
    text: 'Text',
    hint: 'Each line is a paragraph; one that begins with “# ” is a heading. Names in braces become the case’s own words; a line without any is left out. Number, barcode, QR and signatures are always printed.',
    names: 'Names that may be used (click to insert)',
    needed: 'needed',
    insert: 'Insert {{name}}',
    preview: 'Preview',
    blockHere: '〔{{name}}〕',
    save: 'Save as version {{version}}',
    saved: 'Saved; version {{version}} is in force',
    version: 'version {{version}} · {{by}} · {{time}}',
    builtIn: 'built-in text (not changed here)',
    restore: 'Take the built-in text',
    here: 'Documents printed at this gateway use this text; stations with a PC of their own print the built-in one.',
  },
}
addWords(zh, en)
