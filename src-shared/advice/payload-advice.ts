import type { ErrorCode } from '../errors.ts';
import type { AdviceText } from './advice-text.ts';

/** Payloads of messages: attachments, the message store, trace. */
export const payloadAdvice = {
  'payload.expression': {
    show: 'field',
    severity: 'error',
    title: 'The expression cannot be used',
    text: ({ reason }) => reason ?? 'It does not follow the rules of its language.',
    next: 'Correct it and try again.',
  },
  'payload.unreadable': {
    show: 'panel',
    severity: 'error',
    title: 'The payload cannot be read as this',
    text: ({ reason }) => reason ?? 'Its content is something else.',
    next: 'Choose another kind, or save it to a file.',
  },
  'payload.limit': {
    show: 'panel',
    severity: 'error',
    title: 'The payload is too large for this',
    text: ({ reason }) => reason ?? 'It is beyond a limit of what can be looked into.',
    next: 'Find a text in it instead, or save it to a file.',
  },
  'payload.stopped': {
    show: 'panel',
    severity: 'error',
    title: 'Reading the payload was stopped',
    text: ({ reason }) =>
      `Its process was ended. ${reason ?? 'It took too long or needed too much memory.'} Nothing else was harmed.`,
    next: 'Try a simpler expression, or save the payload to a file.',
    action: 'retry',
  },
  'payload.gone': {
    show: 'panel',
    severity: 'info',
    title: 'This payload is no longer there',
    text: ({ reason }) =>
      reason === 'trace'
        ? 'The tenant keeps the payloads of a trace for 60 minutes.'
        : 'The tenant keeps attachments and the message store for 30 days, or it was deleted before.',
    next: 'What a connection keeps stays readable: see "Keep payloads" in the settings of the connection.',
  },
  'payload.closed': {
    show: 'panel',
    severity: 'info',
    title: 'This payload was closed',
    text: 'Payloads are held in memory only while they are on the screen.',
    next: 'Read it again.',
    action: 'retry',
  },
} satisfies Partial<Record<ErrorCode, AdviceText>>;
