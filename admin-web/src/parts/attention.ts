/** Somebody who reads moves or types now and then; longer, and the chair may be empty. */
const attendedMs = 60_000

let lastMs = 0

/** Notes each sign of somebody at the screen. */
export function watchAttention(): void {
  const note = () => {
    lastMs = performance.now()
  }
  for (const kind of ['pointerdown', 'keydown', 'wheel']) window.addEventListener(kind, note, { passive: true, capture: true })
  note()
}

/** How long nobody has touched anything, in milliseconds. */
export function restedMs(): number {
  return performance.now() - lastMs
}

/** A page left open asks on by itself: that must not keep a session alive for whoever passes by. */
export function isAttended(): boolean {
  return restedMs() < attendedMs
}
