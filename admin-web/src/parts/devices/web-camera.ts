import type { DocumentCamera } from './devices.js'

/** As many dots as A4 needs at 200 an inch; a camera with fewer gives what it has. */
const wanted = { width: { ideal: 2_592 }, height: { ideal: 1_944 } }
/** A camera opens its eye first: the first frames are dark. */
const settleFrames = 8

/** Whether a camera is plugged in that the browser itself can read, as most document cameras can (USB video class). */
export async function hasWebCamera(): Promise<boolean> {
  // Absent where the page came by plain HTTP from another machine.
  const found = await navigator.mediaDevices?.enumerateDevices().catch(() => [])
  return found?.some(({ kind }) => kind === 'videoinput') ?? false
}

/** Takes a frame when it is asked for and lets the camera go at once. */
export const webCamera: DocumentCamera = {
  takePage: async (signal) => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: wanted })
    try {
      const video = document.createElement('video')
      video.muted = true
      video.srcObject = stream
      await video.play()
      for (let frame = 0; frame < settleFrames && !signal.aborted; frame += 1) await nextFrame()
      return await frameOf(video)
    } finally {
      for (const track of stream.getTracks()) track.stop()
    }
  },
}

/** Three shown frames of a screen are about one of a camera. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))
  })
}

function frameOf(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) => (blob === null ? reject(new Error('the camera gave no picture')) : resolve(blob))
    canvas.toBlob(done, 'image/jpeg', 0.92)
  })
}
