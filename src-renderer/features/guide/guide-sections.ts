import type { GuideSectionId } from '../../../src-shared/advice/guide-sections.ts';

export interface GuideSection {
  readonly id: GuideSectionId;
  readonly title: string;
  /** Before the steps. */
  readonly text: readonly string[];
  readonly steps?: readonly string[];
  readonly drawing?: 'cockpit' | 'instance' | 'roles' | 'service-key' | 'paste' | 'certificate';
  /** To copy, such as a command. */
  readonly code?: { readonly label: string; readonly text: string };
  /** Opens the choice of roles. */
  readonly leadsToRoles?: boolean;
}

const exampleParameters = `{
  "grant-types": ["client_credentials"],
  "redirect-uris": [],
  "roles": ["WorkspacePackagesRead", "MonitoringDataRead"]
}`;

/** From an empty subaccount to a connection that works, in the order in which it is done. */
export const guideSections: readonly GuideSection[] = [
  {
    id: 'prerequisites',
    title: 'Before you begin',
    text: [
      'A service key is made in the SAP BTP cockpit, in the subaccount in which Integration Suite is subscribed. These have to be there; an administrator of the subaccount can look and help.',
    ],
    steps: [
      'Integration Suite is subscribed and its capability Cloud Integration is activated.',
      'The subaccount has the entitlement for SAP Process Integration Runtime with the plan "api".',
      'Cloud Foundry is enabled in the subaccount: there is an organisation and at least one space.',
      'You are a member of that space with the role Space Developer.',
    ],
  },
  {
    id: 'instance',
    title: 'Create the service instance',
    text: [],
    drawing: 'cockpit',
    steps: [
      'Open the subaccount in the cockpit, then Services › Instances and Subscriptions.',
      'Press Create.',
      'Choose the service SAP Process Integration Runtime.',
      'Choose the plan "api". The plan "integration-flow" is for calling flows and opens no API.',
      'Runtime environment: Cloud Foundry, and the space you are a developer of.',
      'Give it a name that the command line can handle: letters, digits, hyphens, no spaces, such as tenant-atlas.',
    ],
  },
  {
    id: 'plan',
    title: 'The plan "api" is not listed',
    text: [
      'Then the entitlement is missing. In the global account: Entitlements › Entity Assignments › your subaccount › Edit › Add Service Plans, SAP Process Integration Runtime, plan "api", then save. It appears in the list at once.',
      'A key whose clientid contains "it-rt-" and whose url contains "-rt" is of the plan "integration-flow": it is refused by the API, whatever its roles.',
    ],
  },
  {
    id: 'grant-types',
    title: 'Grant types',
    text: [
      'Choose Client Credentials (client_credentials in the JSON view) and nothing else. The app then asks for tokens as itself, without a person.',
      'Password looks as if client_id and client_secret could then be sent as user and password. They cannot: the plan "api" takes no Basic with them. Password only matters for users of an identity provider and for the plan "integration-flow". Redirect URIs stay empty.',
    ],
    drawing: 'instance',
  },
  {
    id: 'roles',
    title: 'Roles',
    text: [
      'Roles decide what the key may see. For a look around: WorkspacePackagesRead and MonitoringDataRead; for attachments and payloads also MessagePayloadsRead. They can be ticked in the form or pasted into the JSON view.',
      'Roles belong to the service instance: every key of it has the same ones. They can be changed later with Update. New tokens alone carry them, and the tenant caches for up to an hour.',
    ],
    drawing: 'roles',
    leadsToRoles: true,
    code: { label: 'Parameters for the JSON view', text: exampleParameters },
  },
  {
    id: 'service-key',
    title: 'Create the service key',
    text: [],
    drawing: 'service-key',
    steps: [
      'Press Create and wait until the status of the instance is Created. That takes a minute or two; the list has to be refreshed.',
      'Open the instance, then Service Keys › Create.',
      'Give it a name and press Create. No parameters are needed for a key with a secret.',
      'Open the key with View. The JSON is what Tenant Atlas wants; Download saves it.',
    ],
  },
  {
    id: 'fields',
    title: 'What to paste where',
    text: ['Paste the whole JSON: Tenant Atlas finds the four fields in it. To enter them by hand:'],
    drawing: 'paste',
    steps: [
      'Tenant hostname: the value of "url". It looks like tenant.it-cpi001.cfapps.eu10.hana.ondemand.com; the address of the web UI is another one.',
      'client_id: the value of "clientid". It begins with sb- and contains ! and |.',
      'client_secret: the value of "clientsecret". It contains $ and often ends in =.',
      'Token URL: the value of "tokenurl", towards the end of the JSON. It ends in /oauth/token.',
    ],
  },
  {
    id: 'command-line',
    title: 'The same with the cf command line',
    text: [
      'Save the parameters of the roles as roles.json. After cf login and cf target, this creates the instance, shows when it is ready, and prints the key. Change roles later with cf update-service tenant-atlas -c roles.json.',
    ],
    code: {
      label: 'Commands',
      text: [
        'cf create-service it-rt api tenant-atlas -c roles.json',
        'cf service tenant-atlas',
        'cf create-service-key tenant-atlas atlas-key',
        'cf service-key tenant-atlas atlas-key',
      ].join('\n'),
    },
  },
  {
    id: 'certificate',
    title: 'Keys with a certificate',
    text: [
      'A service key can hold a certificate with its private key instead of a secret: choose the key type when the key is created, or paste the parameters below. It is valid for at most 365 days; after that a new key is needed.',
      'With an external certificate the private key stays with you: the parameters hold "key-type": "certificate_external" and the certificate as "X.509". Tenant Atlas then asks for the private key as a file.',
    ],
    drawing: 'certificate',
    code: {
      label: 'Parameters of the service key',
      text: '{\n  "key-type": "certificate",\n  "validity": 365,\n  "key-length": 2048\n}',
    },
  },
  {
    id: 'identity-providers',
    title: 'Other identity providers',
    text: [
      'Which identity provider the people of your company sign in with does not matter for a service key: the token comes from the subaccount itself.',
      'Signing in as a user is different. It fails where the identity provider wants single sign-on or a second factor, because nobody is there to answer, and several wrong passwords lock the user. SAP advises against it for programs. Tenants on Neo have no service keys: there an OAuth client is registered, or a user has Basic access to the host with "-tmn".',
    ],
  },
  {
    id: 'integration-flow',
    title: 'The plan "integration-flow"',
    text: [
      'An instance of this plan calls flows: its url contains "-rt" and its role is ESBMessaging.send. It is refused by the API that Tenant Atlas reads, as a key of the plan "api" is refused by flows. To look around you need a second instance of the plan "api".',
    ],
  },
  {
    id: 'network',
    title: 'When the network is in the way',
    text: [
      'Two hosts have to be reachable over HTTPS, port 443: the tenant hostname of "url" and the token server of "tokenurl". Behind a company proxy both have to be allowed; a proxy that inspects traffic shows a certificate of its own, which this computer has to trust.',
      'A hostname that is not found is mistyped, or known only in a VPN. Test at the connection shows step by step how far it gets.',
    ],
  },
];
