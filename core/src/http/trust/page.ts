import { html } from '../print/html.js'

/** What every site of a network trusts. */
export interface TrustedAuthority {
  /** PEM. */
  readonly certificate: string
  /** The short form that stands on every sheet of enrolment codes. */
  readonly mark: string
  /** SHA-256, as browsers show it. */
  readonly fingerprint: string
}

/** 信任说明: a sheet to print and to go from PC to PC with; each PC does this once. */
export function trustPage({ mark, fingerprint }: TrustedAuthority, nonce: string): string {
  const page = html`<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>让本单位电脑信任本网络</title>
<style nonce="${nonce}">
  @page { size: A4; margin: 18mm }
  body { font: 12pt/1.6 sans-serif; max-width: 180mm; margin: 8mm auto; padding: 0 6mm; color: #000; background: #fff }
  code { font: 13pt monospace; overflow-wrap: anywhere }
  li { margin: .4em 0 }
</style>
</head>
<body>
<h1>让本单位电脑信任本网络</h1>
<p>每台电脑做一次。做完以后,用浏览器打开本站点不再出现“不安全”的提示。</p>
<h2>一、先核对</h2>
<p>网络指纹必须与入网码单上的“网络指纹”完全相同:</p>
<p><code>${mark}</code></p>
<p>证书的 SHA-256 指纹:</p>
<p><code>${fingerprint}</code></p>
<p>不相同的,不要继续,请马上联系县区管理员。</p>
<h2>二、下载证书</h2>
<p><a href="/authority.crt">liandong-authority.crt</a></p>
<h2>三、安装</h2>
<ul>
<li>Windows:双击文件,“安装证书”,选“本地计算机”,“将所有的证书都放入下列存储”,选“受信任的根证书颁发机构”;然后重新打开浏览器。</li>
<li>统信 UOS、麒麟:复制到 /usr/local/share/ca-certificates/,以管理员身份运行 update-ca-certificates;火狐、奇安信等浏览器另在“设置—证书—证书颁发机构—导入”。</li>
</ul>
<h2>English</h2>
<p>Do this once on each PC. Compare the mark above with the one on the sheet of enrolment codes; if they differ, stop and ask the county’s
administrator. Then install the file as a trusted root authority and open the browser anew.</p>
</body>
</html>
`
  return `<!doctype html>\n${page.text}`
}
