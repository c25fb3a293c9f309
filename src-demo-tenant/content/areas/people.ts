import { flow, mappingArtifact, valueMapping } from '../artifact-seeds.ts';
import { parameter, schedule } from '../flow/flow-definition.ts';
import { csvToXml, jsonToXml, pgpEncrypt, writeVariable } from '../flow/format-steps.ts';
import { directOut, httpOut, sftpOut, successFactorsOut } from '../flow/receivers.ts';
import { directIn, httpsIn, sftpIn } from '../flow/senders.ts';
import {
  end,
  gather,
  mapping,
  modify,
  multicast,
  otherwise,
  request,
  route,
  script,
  send,
  split,
  splitLines,
  when,
} from '../flow/steps.ts';
import { hashPayment } from '../groovy/finance.ts';
import { repairTimes } from '../groovy/people.ts';
import { memo } from '../memo.ts';
import type { ArtifactSeed, PackageSeed } from '../seed.ts';
import { messageMapping } from '../shapes/message-mapping.ts';
import { shape } from '../shapes/message-shape.ts';
import { xsdFile } from '../shapes/schema-files.ts';
import { answerError, reportError, s4, successFactors } from './building-blocks.ts';
import { busy, hrQuery, keys, rest, s4Call } from './short-hands.ts';

const employee = shape(
  'urn:nordwind.example:people:v1',
  `
Employee
  PersonId string
  UserName string
  FirstName string
  LastName string
  HireDate date
  CostCentre string
  Manager? string
  Active boolean
`,
);

const hrEmployee = shape(
  '',
  `
EmpEmployment
  personIdExternal string
  userId string
  firstName string
  lastName string
  startDate dateTime
  costCenter string
  managerId? string
  emplStatus string
`,
);

const fromHr = memo(() =>
  messageMapping(
    'MM_EmpEmployment_to_Employee',
    hrEmployee,
    employee,
    `
  /Employee <- /EmpEmployment
  /Employee/PersonId <- /EmpEmployment/personIdExternal
  /Employee/UserName <- toLowerCase(/EmpEmployment/userId)
  /Employee/FirstName <- /EmpEmployment/firstName
  /Employee/LastName <- /EmpEmployment/lastName
  /Employee/HireDate <- TransformDate(/EmpEmployment/startDate)
  /Employee/CostCentre <- FormatNum(/EmpEmployment/costCenter)
  /Employee/Manager <- /EmpEmployment/managerId
  /Employee/Active <- equalsS(/EmpEmployment/emplStatus, 'A')
`,
  ),
);

const flows: readonly ArtifactSeed[] = [
  flow(
    {
      id: 'NWO_HR_Employee_Replication',
      name: 'Employee Replication',
      version: '5.0.2',
      from: 'SAP SuccessFactors',
      to: 'S/4HANA',
      by: 'ines',
      age: 0,
      deployed: { version: '5.0.1', status: 'STARTING' },
      text: 'Changed employees every 15 minutes to S/4HANA and to identity provisioning.',
      traffic: busy(30, 0.028, 5600, 'EmpEmployment', ['PersonId'], ['NWO_HR_Identity_Provisioning']),
    },
    () => ({
      start: { timer: '{{Every_Quarter_Hour}}' },
      main: [
        modify('Set delta', { properties: { Since: '${property.LastRun}' } }),
        hrQuery('Read changed employees', 'EmpEmployment', '$filter=lastModifiedDateTime gt {{Delta_Start}}'),
        route(
          'Anybody changed?',
          when('Nobody', 'not(//EmpEmployment/EmpEmployment)', end('Nobody changed')),
          otherwise('Some'),
        ),
        split('One person each', '/EmpEmployment/EmpEmployment'),
        ...keys({ PersonId: '//personIdExternal' }, '//personIdExternal'),
        mapping('Map to employee', fromHr().file, fromHr().schemas),
        multicast(
          'Replicate',
          'sequential',
          'Replicated',
          [s4Call('Write employee', 'API_BUSINESS_PARTNER', 'A_BusinessPartner', 'Upsert(PUT)')],
          [send('To identity provisioning', directOut('/nordwind/people/identity', 'Identity Provisioning'))],
        ),
        writeVariable('Remember run', 'LastRun', "${date:now:yyyy-MM-dd'T'HH:mm:ss}"),
      ],
      onError: reportError,
      parameters: {
        ...s4,
        ...successFactors,
        Delta_Start: parameter("datetimeoffset'2026-01-01T00:00:00Z'", 'Start of the first delta'),
        Every_Quarter_Hour: schedule('0 0/15 * ? * * *'),
      },
    }),
  ),
  flow(
    {
      id: 'NWO_HR_Identity_Provisioning',
      name: 'Identity Provisioning',
      version: '1.5.0',
      from: 'People flows',
      to: 'Directory',
      by: 'jonas',
      age: 13,
      text: 'Joiners, movers and leavers for the company directory.',
      traffic: busy(28, 0.012, 900, 'Employee', ['PersonId', 'UserName'], ['NWO_SHR_Mail_Dispatch']),
    },
    () => ({
      start: directIn('/nordwind/people/identity', 'People flows'),
      main: [
        modify('Set user', { properties: { UserName: '/Employee/UserName', Active: '/Employee/Active' } }),
        request(
          'Look user up',
          httpOut('Directory', '{{Directory_Host}}/scim/Users', {
            method: 'GET',
            query: 'filter=userName eq "${property.UserName}"',
            credential: 'NWO_DIRECTORY',
          }),
        ),
        route(
          'What to do?',
          when(
            'Leaver',
            "${property.Active} = 'false'",
            rest(
              'Disable user',
              'Directory',
              '{{Directory_Host}}/scim/Users/${property.UserId}',
              'NWO_DIRECTORY',
              'PATCH',
            ),
          ),
          when(
            'Joiner',
            "${property.TotalResults} = '0'",
            rest('Create user', 'Directory', '{{Directory_Host}}/scim/Users', 'NWO_DIRECTORY'),
            send('Welcome mail', directOut('/nordwind/shared/mail', 'Mail Dispatch')),
          ),
          otherwise(
            'Mover',
            rest(
              'Update user',
              'Directory',
              '{{Directory_Host}}/scim/Users/${property.UserId}',
              'NWO_DIRECTORY',
              'PUT',
            ),
          ),
        ),
      ],
      onError: reportError,
      parameters: { Directory_Host: parameter('https://id.nordwind.example') },
    }),
  ),
  flow(
    {
      id: 'NWO_HR_Time_Sheet_Import',
      name: 'Time Sheet Import',
      version: '1.9.0',
      from: 'Time terminals',
      to: 'SAP SuccessFactors',
      by: 'ines',
      age: 46,
      text: 'Clock-in times of 14 sites.',
      traffic: busy(16, 0.033, 7400, 'TimeEvents', ['Site']),
    },
    () => ({
      start: sftpIn('Time Terminals', '{{Terminal_Host}}', '/export', 'times_*.csv', '{{Hourly}}'),
      main: [
        splitLines('Blocks of 500', 500),
        csvToXml('CSV to XML', xsdFile('Employee', employee), '/Times/Event'),
        script('Repair overlaps', repairTimes),
        request('Write time events', successFactorsOut('SAP SuccessFactors', 'TimeEvent', 'Upsert(UPSERT)')),
      ],
      onError: reportError,
      parameters: {
        ...successFactors,
        Terminal_Host: parameter('terminals.nordwind.example:22'),
        Hourly: schedule('0 5 * ? * * *'),
      },
    }),
  ),
  flow(
    {
      id: 'NWO_HR_Learning_Sync',
      name: 'Learning Sync',
      version: '1.0.1',
      from: 'Learning platform',
      to: 'SAP SuccessFactors',
      by: 'jonas',
      age: 160,
      deployed: 'none',
      text: 'Finished courses; switched off since the learning platform changed.',
    },
    () => ({
      start: httpsIn('Learning Platform', '/nordwind/people/learning'),
      main: [
        jsonToXml('JSON to XML', 'Course'),
        request('Write result', successFactorsOut('SAP SuccessFactors', 'LearningHistory', 'Upsert(UPSERT)')),
      ],
      onError: answerError,
      parameters: successFactors,
    }),
  ),
];

export const people: PackageSeed = {
  id: 'NordwindPeople',
  name: 'Nordwind People',
  shortText: 'Employees, time and identities.',
  description: '<p>HR master data is led by SAP SuccessFactors; everything else follows.</p>',
  version: '5.0.0',
  products: ['SAP SuccessFactors', 'SAP S/4HANA'],
  keywords: ['employee', 'time', 'identity'],
  linesOfBusiness: ['Human Resources'],
  tags: { Author: 'Integration Team People', Criticality: 'Medium' },
  by: 'ines',
  artifacts: [
    ...flows,
    mappingArtifact(
      {
        id: 'NWO_MM_Employment_to_Employee',
        name: 'Employment to Employee',
        text: 'Employment of the HR cloud to the neutral employee.',
        version: '3.1.0',
        by: 'ines',
        age: 2,
        draft: true,
        deployed: { version: '3.0.2' },
      },
      fromHr,
    ),
    valueMapping(
      {
        id: 'NWO_VM_Company_Codes',
        name: 'Company Codes',
        text: 'Legal entities of HR to company codes.',
        version: '1.0.5',
        by: 'ines',
        age: 95,
      },
      [
        {
          source: ['SuccessFactors', 'LegalEntity'],
          target: ['S4HANA', 'CompanyCode'],
          rows: [
            ['NW-SE', '1010'],
            ['NW-NO', '1020'],
            ['NW-DE', '1110'],
            ['NW-PL', '1310'],
            ['NW-NL', '1210'],
          ],
        },
      ],
    ),
  ],
};

/** Hidden by an access policy: most clients never see it. */
export const payroll: PackageSeed = {
  id: 'NordwindPayroll',
  name: 'Nordwind Payroll',
  shortText: 'Results and payments of payroll. Access only for the payroll team.',
  description: '<p>Protected by the access policy <b>Payroll</b>.</p>',
  version: '1.3.0',
  linesOfBusiness: ['Human Resources'],
  keywords: ['payroll'],
  tags: { Author: 'Payroll Team', Criticality: 'High' },
  hidden: true,
  by: 'ines',
  artifacts: [
    flow(
      {
        id: 'NWO_PAY_Payroll_Results',
        name: 'Payroll Results',
        version: '1.3.0',
        from: 'Payroll provider',
        to: 'S/4HANA',
        by: 'ines',
        age: 28,
        text: 'Posting of the monthly payroll results.',
        traffic: busy(3, 0.02, 22_000, 'PayrollResult', ['Period'], ['NWO_PAY_Bank_File']),
      },
      () => ({
        start: sftpIn('Payroll Provider', '{{Provider_Host}}', '/results', '*.xml', '{{Poll Interval}}'),
        main: [
          ...keys({ Period: '/Payroll/Period' }),
          split('One posting each', '/Payroll/Posting'),
          s4Call('Post', 'API_JOURNALENTRY_CREATE', 'JournalEntry', 'Create(POST)'),
          gather('Gather answers'),
        ],
        out: directOut('/nordwind/payroll/bank-file', 'Bank File'),
        onError: reportError,
        parameters: {
          ...s4,
          Provider_Host: parameter('sftp.payroll-provider.example:22'),
          'Poll Interval': schedule('0 0/30 6-20 ? * MON-FRI *'),
        },
      }),
    ),
    flow(
      {
        id: 'NWO_PAY_Bank_File',
        name: 'Payroll Bank File',
        version: '1.1.4',
        from: 'Payroll Results',
        to: 'Bank gateway',
        by: 'ines',
        age: 61,
        text: 'Salary payments as encrypted pain.001.',
        traffic: busy(2, 0.01, 5200, 'pain.001', ['Period']),
      },
      () => ({
        start: directIn('/nordwind/payroll/bank-file', 'Payroll Results'),
        main: [
          script('Hash file', hashPayment, 'NWO_SC_Banking'),
          pgpEncrypt('Encrypt for the bank', '{{Bank_PGP_User}}'),
          send(
            'Drop at bank',
            sftpOut('Bank Gateway', '{{Bank_Host}}', '/payroll/in', 'salary_${date:now:yyyyMM}.pgp'),
          ),
        ],
        onError: reportError,
        parameters: {
          Bank_Host: parameter('sftp.bank-gateway.example:2222'),
          Bank_PGP_User: parameter('Bank Gateway <files@bank-gateway.example>'),
        },
      }),
    ),
    valueMapping(
      {
        id: 'NWO_VM_Wage_Types',
        name: 'Wage Types',
        text: 'Wage types of the provider to accounts.',
        version: '1.2.0',
        by: 'ines',
        age: 62,
      },
      [
        {
          source: ['Provider', 'WageType'],
          target: ['S4HANA', 'Account'],
          rows: [
            ['100', '7010'],
            ['110', '7020'],
            ['200', '7210'],
            ['900', '2710'],
          ],
        },
      ],
    ),
  ],
};
