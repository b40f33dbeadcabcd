/** Stands for react-dom on the server, where a portal shows nothing and no press is flushed: 45 KB less in the Worker. */
export const createPortal = () => null;
export const flushSync = <Result>(deed: () => Result): Result => deed();
export const unstable_batchedUpdates = flushSync;
export default { createPortal, flushSync, unstable_batchedUpdates };
