/* What a phone's browser is shown: three small files, nothing of the counters' pages. */

export const PHONE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export const PHONE_HTML = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>拍一页材料</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/phone.css">
</head>
<body>
<main>
<h1>拍一页材料</h1>
<p id="what">正在连接电脑… Connecting…</p>
<label class="shoot" id="shoot" hidden>拍照或选照片<br><small>Take or choose a picture</small>
<input id="file" type="file" accept="image/*" capture="environment"></label>
<p id="said" role="status" aria-live="polite"></p>
</main>
<script src="/phone.js"></script>
</body>
</html>
`

export const PHONE_CSS = `
body { margin: 0; font: 20px/1.6 system-ui, sans-serif; color: #1a2230; background: #f3f5f9; }
main { max-width: 30em; margin: 0 auto; padding: 16px; text-align: center; }
h1 { font-size: 1.3em; }
.shoot { display: block; padding: 28px 16px; color: #fff; background: #1a5fb4; border-radius: 12px; }
.shoot[hidden] { display: none; }
.shoot:focus-within { outline: 4px solid #ad4e00; }
.shoot input { width: 1px; height: 1px; opacity: 0; }
small { font-size: .85em; }
#said { font-weight: 600; white-space: pre-line; }
`

/** Made smaller before it is sent, so that a weak office network is no hindrance; the desk puts it right afterwards. */
export const PHONE_SCRIPT = `
const code = location.hash.slice(1)
const [what, shoot, file, said] = ['what', 'shoot', 'file', 'said'].map((id) => document.getElementById(id))
const over = '这次拍照已结束或已超时。请在电脑上再点一次“用手机拍”。\\nThis one is over: ask for another at the desk.'
const away = '连不上电脑。请确认手机连着站里的无线网，再试一次。\\nNo answer: is the phone on the station\\u2019s network?'

async function send(path, more) {
  const answer = await fetch(path, { ...more, headers: { 'x-code': code } }).catch(() => null)
  if (answer === null) return { ok: false, words: away }
  if (answer.ok) return { ok: true, words: await answer.text() }
  return { ok: false, words: answer.status === 415 ? '这不是照片，请重拍。\\nNot a picture.' : answer.status === 413 ? '照片太大，请重拍。\\nToo large.' : over }
}

async function smaller(picture) {
  const image = new Image()
  image.src = URL.createObjectURL(picture)
  try {
    await image.decode()
    const scale = Math.min(1, 3000 / Math.max(image.naturalWidth, image.naturalHeight))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(image.naturalWidth * scale)
    canvas.height = Math.round(image.naturalHeight * scale)
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((done) => canvas.toBlob((blob) => done(blob || picture), 'image/jpeg', 0.85))
  } catch {
    return picture
  }
}

file.addEventListener('change', async () => {
  const [picture] = file.files
  if (!picture) return
  shoot.hidden = true
  said.textContent = '正在送到电脑… Sending…'
  const { ok, words } = await send('/picture', { method: 'POST', body: await smaller(picture) })
  said.textContent = ok ? '已送到电脑，可以关掉本页。\\nIt is on the desk: you may close this page.' : words
  shoot.hidden = ok || words === over
  file.value = ''
})

send('/ticket', {}).then(({ ok, words }) => {
  what.textContent = ok ? '请拍：' + words : ''
  shoot.hidden = !ok
  if (!ok) said.textContent = words
})
`
