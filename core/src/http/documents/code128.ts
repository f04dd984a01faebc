/** Bars and spaces of each symbol in modules, as ISO/IEC 15417 table 1 lists them; 103 to 105 start, 106 stops. */
const WIDTHS =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'.split(
    ' ',
  )
const [TO_C, TO_B, START_B, START_C, STOP] = [99, 100, 104, 105, 106]
/** Shorter runs of digits cost more in set C than they save. */
const RUN = 4

/** Symbols of a text of printable ASCII, with start, check symbol and stop; runs of digits are packed two in one. */
export function symbolsOf(text: string): readonly number[] {
  const symbols: number[] = []
  let set: 'B' | 'C' | null = null
  const enter = (next: 'B' | 'C') => {
    if (set === next) return
    symbols.push(set === null ? (next === 'C' ? START_C : START_B) : next === 'C' ? TO_C : TO_B)
    set = next
  }
  for (const part of partsOf(text)) {
    enter(part.set)
    if (part.set === 'B') symbols.push(...Array.from(part.text, (sign) => sign.charCodeAt(0) - 32))
    else symbols.push(...(part.text.match(/../g) ?? []).map(Number))
  }
  const sum = symbols.reduce((total, symbol, index) => total + symbol * Math.max(1, index), 0)
  return [...symbols, sum % 103, STOP]
}

function partsOf(text: string): readonly { readonly set: 'B' | 'C'; readonly text: string }[] {
  if (!/^[\x20-\x7e]+$/.test(text)) throw new RangeError('a barcode holds printable ASCII')
  return (text.match(/\d+|\D+/g) ?? []).flatMap((run) => {
    if (!/^\d/.test(run) || run.length < RUN) return [{ set: 'B' as const, text: run }]
    const even = run.slice(0, run.length - (run.length % 2))
    const packed = { set: 'C' as const, text: even }
    return even.length === run.length ? [packed] : [packed, { set: 'B' as const, text: run.slice(-1) }]
  })
}

/** How many modules wide a symbol is drawn, with ten of quiet on each side. */
const QUIET = 10
const HEIGHT = 60

/** A Code 128 barcode as SVG, one unit a module; letters and digits below it are the page's own. */
export function barcodeSvg(text: string): string {
  let at = QUIET
  let path = ''
  for (const symbol of symbolsOf(text))
    for (const [index, width] of Array.from(WIDTHS[symbol] ?? '', Number).entries()) {
      if (index % 2 === 0) path += `M${at} 0h${width}v${HEIGHT}h-${width}z`
      at += width
    }
  return `<svg class="bars" viewBox="0 0 ${at + QUIET} ${HEIGHT}" preserveAspectRatio="none" shape-rendering="crispEdges" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${text.replace(/[&<>"']/g, '')}"><path d="${path}"/></svg>`
}
