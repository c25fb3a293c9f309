/** Channel names of the bridge, derived from the contract and typed nowhere else. */
export const callChannel = (path: string): string => `call:${path}`;
export const topicChannel = (path: string): string => `topic:${path}`;
/** One way: gives up the call with this id. */
export const cancelChannel = 'cancel';
