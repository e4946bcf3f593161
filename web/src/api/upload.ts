import { words } from '../words'
import { Problem } from './http'

const w = words('upkeep')

/** Puts a file to an address that was made for it; tells how much has gone, from 0 to 1. */
export function upload(
  url: string,
  file: Blob,
  progress: (share: number) => void,
  stop: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const refuse = () =>
      reject(new Problem(request.status, { code: 'upload_failed', detail: w.uploadFailed }))
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total)
    request.onload = () => (request.status < 300 ? resolve() : refuse())
    request.onerror = refuse
    request.onabort = () => reject(stop.reason)
    stop.addEventListener('abort', () => request.abort())
    request.open('PUT', url)
    request.send(file)
  })
}
