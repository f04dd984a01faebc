/** For A4 and for the screen; 12 pt as official papers have it, 17 pt for eyes that need it. */
export const PRINT_STYLE = `
@page { size: A4; margin: 18mm 16mm 20mm; @bottom-center { content: counter(page) " / " counter(pages); font: 9pt sans-serif; color: #444; } }
* { box-sizing: border-box; }
html { background: #e8e8e8; }
body { margin: 0 auto; max-width: 210mm; padding: 18mm 16mm; background: #fff; color: #000;
  font: 12pt/1.6 "Source Han Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "WenQuanYi Zen Hei", "SimSun", sans-serif; }
body.large { font-size: 17pt; }
h1 { font-size: 1.7em; line-height: 1.3; text-align: center; margin: 0 0 .2em; letter-spacing: .08em; }
h1 small { display: block; font-size: .62em; font-weight: normal; letter-spacing: 0; margin-top: .3em; }
h2 { font-size: 1.2em; line-height: 1.4; margin: 1.3em 0 .5em; break-after: avoid; break-inside: avoid; }
h2::before { content: "\\258d"; }
h2 small { font-size: .75em; font-weight: normal; }
p { margin: .4em 0; }
.lead { text-align: center; margin: 0 0 1em; }
table { width: 100%; border-collapse: collapse; margin: .4em 0; table-layout: fixed; }
thead { display: table-header-group; }
th, td { border: 1px solid #000; padding: .28em .45em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { background: #eee; print-color-adjust: exact; -webkit-print-color-adjust: exact; text-align: center; vertical-align: middle; }
tr { break-inside: avoid; }
table.facts th { width: 8.5em; font-weight: bold; background: #f5f5f5; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.n { width: 3.1em; text-align: center; white-space: nowrap; }
.s, .q { width: 6.9em; text-align: center; }
.m { width: 9em; }
.w { width: 13em; }
body.large .n { width: 2.9em; }
body.large .q { width: 6.2em; }
body.large .s { width: 4.4em; }
body.large .m { width: 5.2em; }
body.large .w { width: 9.2em; }
body.large table.facts th { width: 7em; }
body.large th, body.large td { padding: .2em .3em; }
.tel { font-weight: bold; white-space: nowrap; }
.box { display: inline-block; width: 1em; height: 1em; border: 1.5px solid #000; vertical-align: -.12em; }
.note { font-size: .85em; color: #222; }
ul, ol { margin: .2em 0; padding-left: 1.5em; }
td ul, td ol { padding-left: 1.2em; }
dl { margin: .3em 0; } dt { font-weight: bold; break-after: avoid; } dd { margin: 0 0 .5em 1em; }
.sign { display: flex; justify-content: space-between; gap: 1em; margin-top: 2em; break-inside: avoid; }
.sign span { flex: 1; border-bottom: 1px solid #000; padding-bottom: 1.2em; white-space: nowrap; }
footer { margin-top: 1.5em; border-top: 1px solid #000; padding-top: .4em; font-size: .85em; break-inside: avoid; }
.tools { background: #f0f6ff; border: 1px solid #3b6fb5; padding: .6em .9em; margin: 0 0 1.2em; font-size: 12pt; }
.tools a, .tools button { font: inherit; margin-right: 1.2em; }
fieldset { border: 0; margin: .3em 0; padding: 0; } legend { font-weight: bold; padding: 0; }
@media print { html { background: #fff; } body { max-width: none; padding: 0; } .tools { display: none; } }
`
