import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** `__NONCE__` is replaced in each answer by the program that serves the page. Stations may have browsers of 2021. */
export default defineConfig({
  plugins: [react()],
  html: { cspNonce: '__NONCE__' },
  build: { target: 'chrome88', assetsInlineLimit: 0, chunkSizeWarningLimit: 2048, reportCompressedSize: false },
})
