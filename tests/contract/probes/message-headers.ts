import { checkCollection, checkSingle } from '../checks/body.ts';
import { expecting, sameText } from '../checks/finding.ts';
import { isObject, rowsOf, textOf } from '../reader/answer.ts';
import { keyed, literal, query } from '../reader/literals.ts';
import { collectionsBelow, FAILED, headers } from './failed-messages.ts';
import { guidOf, LOGS } from './logs.ts';
import { inTurn, probe, some } from './probe.ts';

/** Custom header properties and the two ways to search by them (catalogue 2.5). */
export const messageHeaders = {
  customHeaders: probe(
    '2.5',
    'CustomHeaderProperties',
    collectionsBelow('CustomHeaderProperties', 'MessageProcessingLogCustomHeaderProperty'),
  ),

  filterByCustomHeader: probe(
    '2.5',
    'filterCustomHeaderProperties finds the messages with a header',
    async (tenant) => {
      const [guid, header] = some(await headers(tenant), 'custom headers of failed messages');
      const condition = `${literal(textOf(header['Name']))} eq ${literal(textOf(header['Value']))}`;
      const path = `${LOGS}${query({ filterCustomHeaderProperties: condition })}`;
      const found = await tenant.administrator.allRows(path);
      const narrowed = await tenant.administrator.allRows(`${path}&${query({ $filter: FAILED }).slice(1)}`);
      const none = await tenant.administrator.rows(
        `${path}&${query({ $filter: `${FAILED} and Status eq 'COMPLETED'` }).slice(1)}`,
      );
      const carriers = await inTurn(found.slice(0, 5), async (log) =>
        (await tenant.administrator.rows(`${keyed(LOGS, guidOf(log))}/CustomHeaderProperties`)).some(
          ({ Name, Value }) => Name === header['Name'] && Value === header['Value'],
        )
          ? []
          : [guidOf(log)],
      );
      return [
        ...expecting(found.map(guidOf).includes(guid), path, guid, found.map(guidOf)),
        ...expecting(carriers.length === 0, path, 'messages with that header', carriers),
        ...expecting(narrowed.map(guidOf).includes(guid), `${path} with $filter`, guid, narrowed.map(guidOf)),
        ...sameText(`${path} with $filter`, '0', `${none.length}`),
      ];
    },
  ),

  headersByNameAndValue: probe(
    '2.5',
    'CustomHeaderProperties by name and value, with $expand=Log',
    async (tenant) => {
      const [guid, header] = some(await headers(tenant), 'custom headers of failed messages');
      const filter = `Name eq ${literal(textOf(header['Name']))} and Value eq ${literal(textOf(header['Value']))}`;
      const answer = await tenant.administrator.get(
        `MessageProcessingLogCustomHeaderProperties${query({ $filter: filter, $expand: 'Log' })}`,
      );
      const logs = (rowsOf(answer) ?? []).map((row) =>
        isObject(row['Log']) ? guidOf(row['Log']) : 'no Log',
      );
      return [
        ...checkCollection('MessageProcessingLogCustomHeaderProperty', answer, {
          expanded: ['Log'],
          atLeast: 1,
        }),
        ...expecting(logs.includes(guid), answer.request, guid, logs),
      ];
    },
  ),

  expandByKey: probe('2.5', '$expand=AdapterAttributes and CustomHeaderProperties by key', async (tenant) => {
    const [guid] = some(await headers(tenant), 'custom headers of failed messages');
    return inTurn(['AdapterAttributes', 'CustomHeaderProperties'], async (expanded) =>
      checkSingle(
        'MessageProcessingLog',
        await tenant.administrator.get(`${keyed(LOGS, guid)}?$expand=${expanded}`),
        {
          expanded: [expanded],
        },
      ),
    );
  }),

  headerOptions: probe(
    '2.5',
    'CustomHeaderProperties take $top, $skip, $filter, $orderby and $select',
    async (tenant) => {
      const all = await headers(tenant);
      const perMessage = all.map(([guid]) => all.filter(([other]) => other === guid));
      const mine = some(
        perMessage.filter((rows) => rows.length > 1),
        'messages with several custom headers',
      );
      const path = `${keyed(LOGS, mine[0]?.[0] ?? '')}/CustomHeaderProperties`;
      const names = async (options: string): Promise<string> =>
        (await tenant.administrator.rows(`${path}${options}`)).map(({ Name }) => textOf(Name)).join();
      const sorted = mine.map(([, row]) => textOf(row['Name'])).sort();
      const selected = ['Name', 'Value'];
      return [
        ...sameText(`${path} $orderby`, sorted.join(), await names('?$orderby=Name,Value')),
        ...sameText(
          `${path} desc`,
          [...sorted].reverse().join(),
          await names('?$orderby=Name%20desc,Value%20desc'),
        ),
        ...sameText(`${path} page`, sorted[1] ?? '', await names('?$orderby=Name,Value&$top=1&$skip=1')),
        ...sameText(
          `${path} $filter`,
          sorted[0] ?? '',
          await names(query({ $filter: `Name eq ${literal(sorted[0] ?? '')}` })),
        ),
        ...checkCollection(
          'MessageProcessingLogCustomHeaderProperty',
          await tenant.administrator.get(`${path}?$select=Name,Value`),
          {
            selected,
            atLeast: 2,
          },
        ),
      ];
    },
  ),

  headerToLog: probe('2.5', 'from a custom header back to its message', async (tenant) => {
    const [guid, header] = some(await headers(tenant), 'custom headers of failed messages');
    const path = `${keyed('MessageProcessingLogCustomHeaderProperties', textOf(header['Id']))}/Log`;
    const answer = await tenant.administrator.get(path);
    return [
      ...checkSingle('MessageProcessingLog', answer),
      ...expecting(answer.text.includes(`"MessageGuid":"${guid}"`), path, guid, answer.text),
    ];
  }),
} as const;
