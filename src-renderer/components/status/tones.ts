/** The six meanings a colour may have; a tone never stands without icon and word. */
export type Tone = 'ok' | 'bad' | 'warn' | 'info' | 'escalated' | 'idle';
