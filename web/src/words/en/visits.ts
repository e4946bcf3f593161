/** Bookings made, sessions running and over. */
export default {
  power: 'Power',
  powerMost: 'At most {power}.',
  time: 'Time',
} as const
