export { openForReading } from '../src-main/library/host/open-connection.ts';
export { MessageQueries } from '../src-main/messages/message-queries.ts';
export { MessageWriter } from '../src-main/messages/message-writer.ts';
