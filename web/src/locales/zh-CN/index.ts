import { common, failure, shell } from './common'
import { session } from './session'

export default { common, failure, shell, session }
