import type { ThemeConfig } from 'antd'

/** The colour of a tag's words, under both names Ant Design has for it. */
function words(name: string, color: string): Record<string, string> {
  return { [`${name}7`]: color, [`${name}-7`]: color }
}

/** Secondary words are darker than usual: pale ones cannot be read on old screens. */
export const theme: ThemeConfig = {
  token: {
    // A busy old PC misses the end of a motion, and the button would look at work for ever.
    motion: false,
    colorPrimary: '#1a5fb4',
    // The lighter ones usual under a pointer cannot be read.
    colorPrimaryHover: '#1f66bd',
    colorLink: '#1a5fb4',
    colorLinkHover: '#1f66bd',
    colorTextSecondary: '#4a5361',
    colorTextTertiary: '#5a6472',
    colorTextDescription: '#5a6472',
    colorTextPlaceholder: '#67707d',
    colorTextDisabled: '#67707d',
    colorSuccess: '#237804',
    colorSuccessBg: '#f6ffed',
    colorSuccessBorder: '#b7eb8f',
    colorWarning: '#ad4e00',
    colorWarningBg: '#fff7e6',
    colorWarningBorder: '#ffc069',
    colorError: '#c41d23',
    colorErrorBg: '#fff2f0',
    colorErrorBorder: '#ffa39e',
    ...words('orange', '#873800'),
    ...words('green', '#135200'),
    ...words('red', '#820014'),
    ...words('blue', '#003a8c'),
    ...words('geekblue', '#061178'),
    ...words('purple', '#391085'),
    borderRadius: 6,
    fontFamily: `'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', 'Source Han Sans SC', system-ui, sans-serif`,
  },
  components: {
    Layout: { headerBg: '#143f7a', headerHeight: 56, headerPadding: '0 24px', bodyBg: '#f3f5f9' },
    Table: { headerBg: '#f7f9fc', cellPaddingBlockMD: 9 },
  },
}

/** The word that lets this page's styles in; the program that serves the page put it there. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}
