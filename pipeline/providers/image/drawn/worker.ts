import { threadTasks } from '../../../../lib/thread-pool.ts'
import { tasks } from './tasks.ts'

export default threadTasks(tasks)
