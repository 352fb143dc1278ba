export { api } from './calls'
export { newKey, onSignedOut, ProblemError } from './http'
export type * from './types'
export { attachmentAddress, upload } from './upload'
