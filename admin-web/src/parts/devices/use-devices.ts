import { useEffect, useState } from 'react'
import { useSeat } from '../desk.js'
import type { Devices } from './devices.js'
import { simulatedDevices } from './simulated.js'
import { hasWebCamera, webCamera } from './web-camera.js'

const none: Devices = { reader: null, camera: null, pad: null }

/** What this desk has: in practice all of it, simulated; else what the browser finds by itself. */
export function useDevices(): Devices {
  const { start } = useSeat()
  const [found, find] = useState(none)
  useEffect(() => {
    if (start.practice) return
    let isGone = false
    void hasWebCamera().then((has) => {
      if (!isGone && has) find({ ...none, camera: webCamera })
    })
    return () => {
      isGone = true
    }
  }, [start.practice])
  return start.practice ? simulatedDevices : found
}
