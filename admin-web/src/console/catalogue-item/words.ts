import type { Widened } from '../../parts/words/widened.js'

export const zh = {
  catalogue: {
    item: {
      views: {
        content: '内容',
        versions: '版本与差异',
        works: '编制记录',
      },
      noneInForce: '今天没有生效的版本',
      inForce: '现行第 {{version}} 版',
      coming: '第 {{version}} 版 {{from}} 生效',
      by: '由{{name}}发布',
      guide: '打印办事指南',
      papers: '打印材料清单',
      workTitle: '修改“{{name}}”',
      write: '开始修改',
      writeOn: '继续编制：{{title}}',
      changeState: '暂停、恢复、取消',
      notOwn: '由{{name}}发布，只能在那里修改',
      versionList: '全部版本',
      isInForce: '（现行）',
      unknownMakers: '不在本平台编制，没有审核记录',
      compare: '任意两版对照',
      from: '原版本',
      to: '新版本',
      version: '第 {{version}} 版',
      changes: {
        suspend: '暂停',
        resume: '恢复',
        cancel: '取消',
      },
      means: {
        suspend: '马上停止：各站点收到后不再受理，已受理的照常办理',
        resume: '马上恢复受理',
        cancel: '从生效日起不再受理；已受理的照常办到底',
      },
      cancelFrom: '取消生效日（留空为今天）',
      reason: '理由（会留痕）',
      confirm: '确定{{change}}',
    },
  },
}

export const en: Widened<typeof zh> = {
  catalogue: {
    item: {
      views: {
        content: 'Content',
        versions: 'Versions',
        works: 'Works',
      },
      noneInForce: 'No version is in force today',
      inForce: 'v{{version}} in force',
      coming: 'v{{version}} from {{from}}',
      by: 'published by {{name}}',
      guide: 'Print the guide',
      papers: 'Print the list of papers',
      workTitle: 'Change “{{name}}”',
      write: 'Write a new version',
      writeOn: 'Go on: {{title}}',
      changeState: 'Suspend, resume, cancel',
      notOwn: 'Published by {{name}} and changed only there',
      versionList: 'All versions',
      isInForce: '(in force)',
      unknownMakers: 'Not written at this gateway: no record of reviews here',
      compare: 'Compare any two',
      from: 'From',
      to: 'To',
      version: 'v{{version}}',
      changes: {
        suspend: 'Suspend',
        resume: 'Resume',
        cancel: 'Cancel',
      },
      means: {
        suspend: 'At once: no counter takes it in from the moment it hears of it; cases go on',
        resume: 'Taken in again at once',
        cancel: 'Not taken in from that day; cases go on to their end',
      },
      cancelFrom: 'From (empty: today)',
      reason: 'Reason (kept on record)',
      confirm: '{{change}} it',
    },
  },
}
