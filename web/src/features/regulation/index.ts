export { regulationRoutes } from './routes'
