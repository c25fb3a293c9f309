import { describeProbes } from './probes/describe-probes.ts';
import { messageFilters } from './probes/message-filters.ts';
import { protocol } from './probes/protocol.ts';

describeProbes('OData V2 over message processing logs', protocol);
describeProbes('queries of message processing logs', messageFilters);
