/** What the browsers of stations, from Chromium 88 on, lack of what these pages call; read before everything else. */
function at<Element>(this: ArrayLike<Element>, index: number): Element | undefined {
  return this[index < 0 ? this.length + index : index]
}

// Chromium has it since 92.
for (const prototype of [Array.prototype, String.prototype])
  if (!('at' in prototype)) Object.defineProperty(prototype, 'at', { value: at, writable: true, configurable: true })
