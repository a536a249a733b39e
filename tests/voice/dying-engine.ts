import { answerOrders } from '../../pipeline/providers/voice/answer-orders.ts'

answerOrders<{ say: string }, { said: string }>(({ say }) => {
  if (say === 'die') process.exit(1)
  if (say === 'fail') throw new Error('no such voice')
  return { said: say === 'pid' ? String(process.pid) : say }
})
