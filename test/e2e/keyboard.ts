import type { Page } from 'playwright-core'

/** More stops than any page has between two fields. */
const most = 80

/** What a reader would say of the element that has the focus: its own name, its label, or its text. */
const focusedName = `(() => {
  const element = document.activeElement
  const label = element.labels?.[0] ?? element.closest('label')
  return element.getAttribute('aria-label') ?? label?.innerText ?? element.innerText ?? ''
})()`

/** Presses Tab until something whose name begins so has the focus; `tag` tells a button from a link of the same name. */
export async function tabTo(page: Page, name: string, tag?: string): Promise<void> {
  const passed: unknown[] = []
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(focusedName)
    const isTag = tag === undefined || (await page.evaluate('document.activeElement.localName')) === tag
    if (isTag && String(focused).trim().startsWith(name)) return
    passed.push(focused)
  }
  throw new Error(`Tab never came to ${name}, but to ${passed.join(' | ')}`)
}
