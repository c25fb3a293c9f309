/** ms in a minute. */
export const minute = 60_000;
/** ms in an hour. */
export const hour = 60 * minute;
/** ms in a day. */
export const day = 24 * hour;
