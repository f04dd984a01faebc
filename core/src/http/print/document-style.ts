/** Documents beside the pages of the catalogue; a slip is 80 mm wide in 16 pt, so that a villager reads it without glasses. */
export const DOCUMENT_STYLE = `
@page slip { size: 80mm 297mm; margin: 3mm 4mm; @bottom-center { content: none; } }
body.slip { page: slip; max-width: 80mm; padding: 3mm 4mm; font-size: 16pt; line-height: 1.45; }
body.slip h1 { font-size: 1.25em; letter-spacing: 0; }
body.slip h2 { font-size: 1.1em; margin: .7em 0 .3em; }
body.slip th, body.slip td { padding: .15em .2em; }
body.slip .n { display: none; }
body.slip .q { width: 5em; }
body.slip .sign { display: block; }
body.slip .sign span { display: block; margin-top: .8em; }
body.slip footer { font-size: .8em; }
.codes { display: flex; justify-content: space-between; align-items: center; gap: 8mm; margin: .4em 0 1em; break-inside: avoid; }
.codes .bar { flex: 1; min-width: 0; text-align: center; }
.codes .bars { display: block; width: 100%; max-width: 120mm; height: 16mm; margin: 0 auto; }
.codes .qr svg { display: block; width: 36mm; height: 36mm; }
.codes .under { font-family: monospace; font-size: .95em; overflow-wrap: anywhere; margin: .2em 0 0; }
.codes .code { font-size: 1.15em; font-weight: bold; margin: .2em 0 0; white-space: nowrap; }
body.large .codes .bars { height: 18mm; }
body.slip .codes { display: block; }
body.slip .codes .bars { height: 14mm; }
body.slip .codes .qr svg { width: 46mm; height: 46mm; margin: 2mm auto 0; }
.words { margin: .5em 0; text-indent: 2em; }
.words.first { text-indent: 0; }
.words.seal { text-align: right; text-indent: 0; margin: 1.2em 0 0; }
.words.seal + .words.seal { margin-top: .2em; }
.version { color: #444; font-size: .8em; }
`
