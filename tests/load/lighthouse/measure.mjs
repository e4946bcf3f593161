// One page as Lighthouse sees it on a slow phone: prints its scores, 0 to 100, or null for what it could not measure.
// Asked by one argument, JSON: {chromium, flags, url, cookies}.
import lighthouse from 'lighthouse'
import puppeteer from 'puppeteer-core'

const { chromium, flags, url, cookies } = JSON.parse(process.argv[2])
const browser = await puppeteer.launch({ executablePath: chromium, args: flags, headless: true })
try {
  const page = await browser.newPage()
  await page.goto(new URL('/config.json', url).href)
  if (cookies.length > 0) {
    await browser.setCookie(...cookies)
    await page.evaluate(() => localStorage.setItem('plugnexus.returning', '1'))
  }
  const { lhr } = await lighthouse(url, { output: 'json', logLevel: 'error', disableStorageReset: true }, undefined, page)
  console.log(JSON.stringify(told(lhr)))
} finally {
  await browser.close()
}

function told(lhr) {
  const score = (id) => {
    const found = lhr.categories[id]?.score ?? null
    return found === null ? null : Math.round(found * 100)
  }
  const lost = Object.values(lhr.audits)
    .filter(({ score, errorMessage }) => errorMessage !== undefined || (score !== null && score < 0.9))
    .map(({ id, displayValue, errorMessage }) => [id, displayValue, errorMessage].filter(Boolean).join(' '))
  return {
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      best_practices: score('best-practices'),
      seo: score('seo'),
    },
    lost,
  }
}
