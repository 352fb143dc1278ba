export { useSession } from './composables/useSession'
export { sessionRoutes } from './routes'
