export { useSubjects } from './composables/useSubjects'
export { runTone } from './runTone'
export { fileRoutes } from './routes'
