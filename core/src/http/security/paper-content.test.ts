import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { lookAtPaper } from './paper-content.js'
import { jpegOf, pngOf, scanOf, zipOf } from './papers.testing.js'

const pdf = Buffer.from('%PDF-1.7\n1 0 obj')
const docx = zipOf([{ name: '[Content_Types].xml' }, { name: 'word/document.xml' }])
const xlsx = zipOf([{ name: '[Content_Types].xml' }, { name: 'xl/workbook.xml' }])
const ofd = zipOf([{ name: 'OFD.xml' }, { name: 'Doc_0/Document.xml' }])

describe('a paper', () => {
  test.each([
    ['application/pdf', pdf],
    ['image/jpeg', jpegOf(2480, 3508)],
    ['image/png', scanOf('deed')],
    ['application/ofd', ofd],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', docx],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', xlsx],
  ])('that is %s is taken, also where nobody said what it is', (mediaType, content) => {
    expect(lookAtPaper(content, mediaType)).toEqual({ kind: 'paper', mediaType })
    expect(lookAtPaper(content, 'application/octet-stream')).toEqual({ kind: 'paper', mediaType })
  })

  test('is known by the other names scanners and browsers give it', () => {
    expect(lookAtPaper(jpegOf(10, 10), 'image/jpg')).toMatchObject({ mediaType: 'image/jpeg' })
    expect(lookAtPaper(scanOf(''), 'IMAGE/PNG; charset=x')).toMatchObject({ mediaType: 'image/png' })
  })

  test.each([
    ['a page with a script', Buffer.from('<!doctype html><script>alert(1)</script>'), 'image/png'],
    ['a drawing with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'), 'image/svg+xml'],
    ['a program', Buffer.from('MZ\u0090\u0000 This program cannot be run'), 'application/pdf'],
    ['a text', Buffer.from('see me'), 'text/plain'],
    ['a packed file', gzipSync(Buffer.alloc(1_000)), 'application/gzip'],
    ['any zip', zipOf([{ name: 'a.txt' }]), 'application/zip'],
    ['a picture said to be a PDF', scanOf(''), 'application/pdf'],
    ['a PDF said to be a page', pdf, 'text/html'],
  ])('that is %s is refused', (_title, content, stated) => {
    expect(lookAtPaper(content, stated)).toMatchObject({ kind: 'unfit', code: 'paper/wrong-kind' })
  })

  test.each([
    ['a picture of 2.5 thousand million points', pngOf(50_000, 50_000)],
    ['a photograph of four thousand million points', jpegOf(65_000, 65_000)],
    ['a picture without a size', pngOf(0, 10)],
    ['a picture cut off in its head', scanOf('').subarray(0, 12)],
    ['a photograph without a frame', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['a document that unpacks to a gigabyte', zipOf([{ name: 'word/document.xml', unpacked: 1024 * 1024 * 1024 }])],
    [
      'a document of ten thousand to one',
      zipOf([{ name: 'word/document.xml', content: Buffer.alloc(6 * 1024 * 1024), unpacked: 90_000_000 }]),
    ],
    ['a document that writes outside its folder', zipOf([{ name: 'OFD.xml' }, { name: '../../etc/passwd' }])],
    ['a document with macros', zipOf([{ name: 'word/document.xml' }, { name: 'word/vbaProject.bin' }])],
    ['a document with a password', zipOf([{ name: 'word/document.xml', flags: 1 }])],
    ['a zip in a zip', zipOf([{ name: 'OFD.xml' }, { name: 'again.zip' }])],
    ['a zip without its end', ofd.subarray(0, -10)],
  ])('that is %s is refused unopened', (_title, content) => {
    expect(lookAtPaper(content, 'application/octet-stream')).toMatchObject({ kind: 'unfit', code: 'paper/unsafe' })
  })
})
