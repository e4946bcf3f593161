/** Why the server refused, by its code. In English it says so itself, and more closely than any code. */
import type { Schemas } from '../../api/routes'

export type ProblemCode = Schemas['Problem']['code']

export default {} as Partial<Record<ProblemCode, string>>
