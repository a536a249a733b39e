/** The other end of `warmProcess`: answers orders one after another until the parent is gone. */
export function answerOrders<Order, Answer>(answer: (order: Order) => Promise<Answer> | Answer): void {
  let last: Promise<unknown> = Promise.resolve()
  process.on('message', ({ id, order }: { id: number; order: Order }) => {
    last = last.then(async () => {
      try {
        process.send?.({ id, answer: await answer(order) })
      } catch (error) {
        process.send?.({ id, error: String(error) })
      }
    })
  })
  process.on('disconnect', () => process.exit(0))
}
