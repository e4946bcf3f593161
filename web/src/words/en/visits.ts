/** Bookings made, sessions running and over. */
export default {} as const
