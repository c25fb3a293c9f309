/**
 * What the demo tenant holds, before any protocol: the server turns these into OData entities,
 * the message generator sends traffic through `flows`. Times are ms since 1970, UTC.
 */
export type ArtifactKind =
  | 'IntegrationFlow'
  | 'MessageMapping'
  | 'ValueMapping'
  | 'ScriptCollection'
  | 'DataType'
  | 'MessageType'
  | 'FaultMessageType'
  | 'ServiceInterface';

/** Kinds the API does not list; they appear only in a package export (catalogue 2.3). */
export type ExportOnlyKind =
  | 'RESTAPIProvider'
  | 'SOAPAPIProvider'
  | 'ODataService'
  | 'FunctionLibraries'
  | 'ImportedArchives';

export interface DemoConfiguration {
  readonly ParameterKey: string;
  readonly ParameterValue: string;
  readonly DataType: string;
  readonly Description: string;
}

export interface DemoResource {
  readonly Name: string;
  /** edmx groovy jar js mmap opmap wsdl xsd xslt (catalogue 2.3) */
  readonly ResourceType: string;
  readonly content: () => Uint8Array;
}

export interface ValueMapEntry {
  readonly id: string;
  readonly srcValue: string;
  readonly tgtValue: string;
}

export interface ValueMapSchema {
  readonly SrcAgency: string;
  readonly SrcId: string;
  readonly TgtAgency: string;
  readonly TgtId: string;
  readonly State: string;
  readonly entries: readonly ValueMapEntry[];
}

export interface DemoArtifact {
  readonly kind: ArtifactKind;
  readonly id: string;
  readonly name: string;
  /** Number form, such as `1.4.2`, also for drafts (the version the draft started from). */
  readonly version: string;
  /** A draft shows `"Version":"Active"` in lists and breaks its package's export (catalogue 2.3). */
  readonly draft: boolean;
  readonly packageId: string;
  readonly description: string;
  readonly sender: string;
  readonly receiver: string;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly modifiedBy: string;
  readonly modifiedAt: number;
  readonly configurations: readonly DemoConfiguration[];
  readonly resources: readonly DemoResource[];
  /** Value mappings only. */
  readonly valMapSchemas: readonly ValueMapSchema[];
  /** The artifact's zip as `$value` hands it out; made when asked for, always the same bytes. */
  readonly zip: () => Uint8Array;
}

export interface ExportOnlyArtifact {
  readonly kind: ExportOnlyKind;
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly zip: () => Uint8Array;
}

export interface DemoPackage {
  readonly Id: string;
  readonly ResourceId: string;
  readonly Name: string;
  /** HTML, as on a real tenant. */
  readonly Description: string;
  readonly ShortText: string;
  readonly Version: string;
  readonly Vendor: string;
  readonly Mode: 'EDIT_ALLOWED' | 'READ_ONLY';
  readonly PartnerContent: boolean;
  readonly UpdateAvailable: boolean;
  readonly SupportedPlatform: string;
  readonly Products: string;
  readonly Keywords: string;
  readonly Countries: string;
  readonly Industries: string;
  readonly LineOfBusiness: string;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly modifiedBy: string;
  readonly modifiedAt: number;
  readonly customTags: readonly { readonly Name: string; readonly Value: string }[];
  /** Protected by an access policy: only clients with AccessAllAccessPoliciesArtifacts see it. */
  readonly hidden: boolean;
  readonly artifacts: readonly DemoArtifact[];
  readonly exportOnly: readonly ExportOnlyArtifact[];
  /** The package export as `$value` hands it out (catalogue 5.2). */
  readonly export: () => Uint8Array;
}

export interface DemoEntryPoint {
  readonly Name: string;
  readonly path: string;
  readonly Type: string;
  readonly AdditionalInformation: string;
}

export interface DemoEndpoint {
  /** `<flow>$endpointAddress=<path>` */
  readonly Id: string;
  readonly artifactId: string;
  readonly Title: string;
  readonly Version: string;
  readonly Summary: string;
  readonly Description: string;
  readonly Protocol: string;
  readonly lastUpdated: number;
  readonly entryPoints: readonly DemoEntryPoint[];
}

export interface DemoRuntimeArtifact {
  readonly Id: string;
  readonly Version: string;
  readonly Name: string;
  readonly Type: string;
  readonly Status: 'STARTED' | 'STARTING' | 'ERROR' | 'STOPPING';
  readonly DeployedBy: string;
  readonly deployedOn: number;
  /** Texts for ErrorInformation/$value; nested child messages are possible (catalogue 2.4). */
  readonly error:
    | { readonly parameter: readonly string[]; readonly childMessages: readonly string[] }
    | undefined;
  /** The three answers the catalogue thinks possible for a runtime `$value`. */
  readonly bundle: 'design-zip' | 'built-bundle' | 'not-found';
  readonly hidden: boolean;
}

/** A step a message passes, with the id of its BPMN element in the .iflw. */
export interface FlowStep {
  readonly modelStepId: string;
  readonly activity: string;
  readonly name: string;
}

/** What a message does in a flow, in order. */
export type Path = readonly PathPart[];

export type PathPart =
  | { readonly kind: 'step'; readonly step: FlowStep }
  /** All branches of a multicast. */
  | { readonly kind: 'branches'; readonly isParallel: boolean; readonly branches: readonly Path[] }
  /** Round after round of a looping call. */
  | { readonly kind: 'loop'; readonly path: Path }
  /** Once for each part that a splitter makes. */
  | { readonly kind: 'parts'; readonly isParallel: boolean; readonly path: Path };

/** One flow that carries traffic. */
export interface TrafficFlow {
  readonly artifactId: string;
  readonly artifactName: string;
  readonly packageId: string;
  readonly packageName: string;
  readonly sender: string;
  readonly receiver: string;
  readonly applicationMessageType: string;
  /** Share of the tenant's traffic; the shares of all flows add up to about 1. */
  readonly share: number;
  readonly failureRate: number;
  readonly typicalMs: number;
  readonly path: Path;
  readonly customHeaders: readonly string[];
  /** Ids of the flows that a message of this flow calls or feeds, for correlated chains. */
  readonly next: readonly string[];
  readonly hidden: boolean;
}

export interface DemoContent {
  readonly packages: readonly DemoPackage[];
  readonly runtimeArtifacts: readonly DemoRuntimeArtifact[];
  readonly endpoints: readonly DemoEndpoint[];
  readonly flows: readonly TrafficFlow[];
}

export interface ContentOptions {
  readonly seed: number;
  /** ms since 1970: "now" for every stamp. */
  readonly now: number;
  /** Wanted number of packages and artifacts; the hand-written set is the minimum. */
  readonly packages: number;
  readonly artifacts: number;
  /** Only so many of the hand-written packages, for who wants a tenant that is read at once. */
  readonly written?: number | undefined;
}
