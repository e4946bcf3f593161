/** Where a tap on "directions" leads: to the reader's own map app, by its address scheme; nothing is fetched before. */
export function directionsTo(
  { latitude, longitude }: { latitude: number; longitude: number },
  name: string,
  userAgent: string,
): string {
  const point = `${latitude.toFixed(6)},${longitude.toFixed(6)}`
  if (/iPhone|iPad|Macintosh/.test(userAgent)) return `maps:?daddr=${point}&q=${encodeURIComponent(name)}`
  if (/Android/.test(userAgent)) return `geo:${point}?q=${point}(${encodeURIComponent(name)})`
  return `https://www.openstreetmap.org/directions?to=${encodeURIComponent(point)}`
}
