/** What managers of a network run its chargers by; one piece of code, which comes when one of them is opened. */
import '../../styles/operator.css'

export { Alarms } from './alarms'
export { FirmwareImages } from './firmware'
export { Reviews } from './reviews'
export { Rollout } from './rollout'
export { Rollouts } from './rollouts'
