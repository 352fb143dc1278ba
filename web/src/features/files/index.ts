export { useSubjects } from './composables/useSubjects'
