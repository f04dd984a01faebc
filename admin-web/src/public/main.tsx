import { createRoot } from 'react-dom/client'
import { watchAttention } from '../parts/attention.js'
import { PublicPages } from './pages.js'
import './public.css'

watchAttention()
const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')
createRoot(root).render(<PublicPages />)
