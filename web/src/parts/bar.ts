/** A bar whose length is a stretch of time, from where a line of text begins to where it ends. */
import { type Period, shareOfDay } from '../lib/slots'

export function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`
}

/** Where a part lies on the bar of `whole`. */
export function across(whole: Period, start: string, end: string) {
  const from = shareOfDay(whole, start)
  return { insetInlineStart: percent(from), inlineSize: percent(shareOfDay(whole, end) - from) }
}

export function isRightToLeft(element: Element): boolean {
  return getComputedStyle(element).direction === 'rtl'
}

/** The share of the bar that lies before a point of the screen. */
export function shareUnder(bar: Element, clientX: number): number {
  const { left, right, width } = bar.getBoundingClientRect()
  return (isRightToLeft(bar) ? right - clientX : clientX - left) / width
}
