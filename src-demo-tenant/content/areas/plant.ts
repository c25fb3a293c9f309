import { flow, valueMapping } from '../artifact-seeds.ts';
import { parameter, schedule } from '../flow/flow-definition.ts';
import { get, jsonToXml, put, xmlToCsv, xmlToJson } from '../flow/format-steps.ts';
import { directOut, jdbcOut, jmsOut, sftpOut } from '../flow/receivers.ts';
import { amqpIn, directIn, httpsIn, jmsIn } from '../flow/senders.ts';
import {
  end,
  filter,
  loop,
  modify,
  otherwise,
  request,
  route,
  script,
  send,
  terminate,
  when,
} from '../flow/steps.ts';
import { alarmRules } from '../groovy/plant.ts';
import type { ArtifactSeed, PackageSeed } from '../seed.ts';
import { shape } from '../shapes/message-shape.ts';
import { edmxFile } from '../shapes/schema-files.ts';
import { answerError, broker, reportError, s4 } from './building-blocks.ts';
import { busy, keys, rest, s4Call } from './short-hands.ts';

const notification = shape(
  'urn:nordwind.example:maintenance:v1',
  `
MaintenanceNotification
  NotificationType string
  TechnicalObject string
  NotificationText string
  Priority int
  ReportedAt dateTime
`,
);

const flows: readonly ArtifactSeed[] = [
  flow(
    {
      id: 'NWO_IOT_Telemetry_Intake',
      name: 'Telemetry Intake',
      version: '1.8.0',
      from: 'Sensor gateway',
      to: 'Data lake',
      by: 'jonas',
      age: 5,
      text: 'Batches of readings of sewing machines, cutters and conveyor belts; only alarms go on.',
      traffic: busy(210, 0.004, 120, 'Telemetry', ['Equipment'], ['NWO_IOT_Alarm_to_Notification']),
    },
    () => ({
      start: amqpIn('Sensor Gateway', '{{Broker_Host}}', 'plant/telemetry'),
      main: [
        script('Apply alarm rules', alarmRules),
        route(
          'Any alarm?',
          when('Alarm', "${property.AlarmCount} != '0'"),
          otherwise('None', end('No alarm')),
        ),
      ],
      out: jmsOut('NWO.IOT.ALARM'),
      onError: reportError,
      parameters: broker,
    }),
  ),
  flow(
    {
      id: 'NWO_IOT_Alarm_to_Notification',
      name: 'Alarm to Notification',
      version: '1.2.1',
      from: 'JMS',
      to: 'S/4HANA',
      by: 'jonas',
      age: 22,
      text: 'Maintenance notification for every new alarm; repeated alarms are added to the open one.',
      traffic: busy(24, 0.03, 1900, 'Alarm', ['Equipment', 'Notification'], ['NWO_PM_Work_Order']),
    },
    () => ({
      start: jmsIn('NWO.IOT.ALARM'),
      main: [
        jsonToXml('JSON to XML', 'Alarm'),
        get('Open notification?', 'NWO_OpenAlarms', '${property.Equipment}'),
        route(
          'Open already?',
          otherwise(
            'New',
            s4Call(
              'Create notification',
              'API_MAINTNOTIFICATION',
              'MaintenanceNotification',
              'Create(POST)',
              edmxFile('API_MAINTNOTIFICATION', notification),
            ),
            put('Remember notification', 'NWO_OpenAlarms', '${property.Equipment}'),
          ),
          when(
            'Open',
            '//Notification',
            s4Call('Add reading', 'API_MAINTNOTIFICATION', 'MaintenanceNotificationItem', 'Create(POST)'),
            end('Added'),
          ),
        ),
      ],
      out: directOut('/nordwind/plant/work-order', 'Work Order'),
      onError: reportError,
      parameters: s4,
    }),
  ),
  flow(
    {
      id: 'NWO_PM_Work_Order',
      name: 'Work Order',
      version: '1.0.7',
      from: 'Alarm flow',
      to: 'S/4HANA',
      by: 'jonas',
      age: 64,
      text: 'High alarms become work orders with a technician.',
      traffic: busy(11, 0.024, 2800, 'WorkOrder', ['Notification', 'WorkOrder'], ['NWO_SHR_Mail_Dispatch']),
    },
    () => ({
      start: directIn('/nordwind/plant/work-order', 'Alarm flow'),
      main: [
        filter('High alarms', "//alarms[severity='HIGH']"),
        route('Any?', when('None', 'not(//alarms)', terminate('Nothing to do')), otherwise('Some')),
        s4Call('Create order', 'API_MAINTENANCEORDER', 'MaintenanceOrder', 'Create(POST)'),
        loop('Find technician', 'Ask roster', '${property.Technician} = null', 5),
        send('Tell technician', directOut('/nordwind/shared/mail', 'Mail Dispatch')),
      ],
      local: {
        'Ask roster': [
          rest('Read roster', 'Roster', '{{Roster_Host}}/next', 'NWO_ROSTER', 'GET'),
          modify('Set technician', { properties: { Technician: '//technician/id' } }),
        ],
      },
      onError: reportError,
      parameters: { ...s4, Roster_Host: parameter('https://roster.nordwind.example/api') },
    }),
  ),
  flow(
    {
      id: 'NWO_PM_Spare_Parts',
      name: 'Spare Part Reservation',
      version: '1.0.0',
      from: 'Technician app',
      to: 'S/4HANA',
      by: 'jonas',
      age: 110,
      text: 'Technicians reserve spare parts on their phones.',
      traffic: busy(7, 0.02, 1300, 'Reservation', ['WorkOrder']),
    },
    () => ({
      start: httpsIn('Technician App', '/nordwind/plant/spare-parts'),
      main: [
        jsonToXml('JSON to XML', 'Reservation'),
        ...keys({ WorkOrder: '/Reservation/WorkOrder' }),
        s4Call(
          'Create reservation',
          'API_RESERVATION_DOCUMENT_SRV',
          'A_ReservationDocumentHeader',
          'Create(POST)',
        ),
        xmlToJson('Answer as JSON'),
      ],
      onError: answerError,
      parameters: s4,
    }),
  ),
  flow(
    {
      id: 'NWO_PM_Meter_Readings',
      name: 'Meter Readings',
      version: '2.0.0',
      from: 'Building control',
      to: 'S/4HANA',
      by: 'priya',
      age: 9,
      deployed: { status: 'STOPPING' },
      text: 'Hourly energy and water meters of two plants.',
      traffic: busy(8, 0.02, 3300, 'MeterReading', ['Plant']),
    },
    () => ({
      start: { timer: '{{Hourly}}' },
      main: [
        modify('Set plants', { properties: { Plants: '{{Plants}}' } }),
        request('Read meters', jdbcOut('Building Control', 'NWO_BUILDING_DB')),
        filter('Changed meters', '//row[delta != 0]'),
        xmlToCsv('As CSV', '/root/row'),
        send(
          'Drop file',
          sftpOut(
            'File Server',
            'files.nordwind.example:22',
            '/plant/meters',
            'meters_${date:now:yyyyMMddHH}.csv',
          ),
        ),
      ],
      onError: reportError,
      parameters: {
        Hourly: schedule('0 0 * ? * * *'),
        Plants: parameter('Borås, Łódź', 'Plants with meters'),
      },
    }),
  ),
];

export const plant: PackageSeed = {
  id: 'NordwindPlantMaintenance',
  name: 'Nordwind Plant Maintenance and IoT',
  shortText: 'Sensors, alarms, work orders and meters of the plants.',
  description: '<p>Plants Borås and Łódź.</p>',
  version: '1.8.0',
  products: ['SAP S/4HANA'],
  keywords: ['IoT', 'maintenance', 'sensor'],
  linesOfBusiness: ['Asset Management', 'Manufacturing'],
  industries: ['Consumer Products'],
  tags: { Author: 'Integration Team Plants', Criticality: 'Medium' },
  by: 'jonas',
  artifacts: [
    ...flows,
    valueMapping(
      {
        id: 'NWO_VM_Equipment',
        name: 'Equipment',
        text: 'Sensor ids to technical objects.',
        version: '1.4.0',
        by: 'jonas',
        age: 6,
      },
      [
        {
          source: ['Sensor', 'DeviceId'],
          target: ['S4HANA', 'Equipment'],
          rows: Array.from(
            { length: 24 },
            (_, at) => [`BRS-${String(at + 1).padStart(3, '0')}`, String(10_004_000 + at * 7)] as const,
          ),
        },
      ],
    ),
  ],
};
