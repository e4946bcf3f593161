/** Operating charge points: state, commands, settings, logs, firmware, alarms, reviews. */
export default {} as const
