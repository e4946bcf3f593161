/** A station, its chargers and their day. */
export default {} as const
