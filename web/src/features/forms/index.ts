export { formRoutes } from './routes'
