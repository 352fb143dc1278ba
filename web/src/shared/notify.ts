import { ElMessage } from 'element-plus'
import 'element-plus/es/components/message/style/css'

/** A short word that something went well; failures stay on the page instead. */
export function notifyDone(message: string): void {
  ElMessage({ message, type: 'success', grouping: true, duration: 3500 })
}
