import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** The one style Ant Design writes without asking for the nonce, to measure scroll bars of tables; the policy would block it. */
const nonceForScrollBars: Plugin = {
  name: 'nonce-for-scroll-bars',
  transform(code, id) {
    if (!/@rc-component.util.es.getScrollBarSize\.js$/.test(id)) return null
    const given = code.replace(
      '}`, randomId);',
      `}\`, randomId, { csp: { nonce: document.querySelector('meta[property="csp-nonce"]')?.nonce } });`,
    )
    if (given === code) throw new Error(`${id} measures in another way now; does it ask for the nonce?`)
    return given
  },
}

/** `__NONCE__` is replaced in each answer by the program that serves the page. Stations may have browsers of 2021. */
export default defineConfig({
  plugins: [react(), nonceForScrollBars],
  html: { cspNonce: '__NONCE__' },
  build: { target: 'chrome88', assetsInlineLimit: 0, chunkSizeWarningLimit: 2048, reportCompressedSize: false },
})
