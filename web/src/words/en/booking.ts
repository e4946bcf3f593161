/** Choosing a time, booking it, weekly series, waiting, offers. */
export default {} as const
