import type {
  ContentPlace,
  FoundLines,
  HandedContent,
  KeptContent,
  OpenedFile,
  Relations,
  ResourceContent,
  TenantArtifact,
  TenantPlace,
} from '../model/artifact.ts';
import { call, filesCall, type Nothing, topic } from './call.ts';

interface InPlace {
  readonly place: ContentPlace;
}
interface OneResource extends InPlace {
  /** `Resource.path`. */
  readonly path: string;
}

/** Looking into artifacts and package exports: of a tenant, or of a file. */
export const artifact = {
  /**
   * The model. Of a tenant: from the library where that is what the tenant has, else read from there. `again` reads it
   * from the tenant in any case.
   */
  open: call<InPlace & { readonly again?: boolean }, HandedContent>(),
  /** What the library keeps of an artifact, newest first. */
  kept: call<TenantArtifact, readonly KeptContent[]>(),
  resource: call<OneResource, ResourceContent>(),
  /** Lines of its texts that hold the text, in any case of letters; at most 500. */
  find: call<InPlace & { readonly text: string }, FoundLines>(),
  /**
   * Asks where to save the zip as the tenant handed it out, which the library then has, too; `undefined`: the person
   * cancelled. Of tenants only.
   */
  saveZip: call<{ readonly place: TenantPlace }, { readonly file: string } | undefined>(),
  /** Asks where to save; `undefined`: the person cancelled. */
  saveResource: call<OneResource, { readonly file: string } | undefined>(),
  /** Asks for a folder and saves all files into a new one inside it. */
  saveAll: call<InPlace, { readonly folder: string } | undefined>(),
  /** Other artifacts of the library that use it, or the same things. */
  relations: call<TenantArtifact, Relations>(),
  /** Asks for files or a folder; empty: the person cancelled. */
  chooseFiles: call<{ readonly what: 'files' | 'folder' }, readonly OpenedFile[]>(),
  /** Files hang over the window: what reads them gets ready. */
  expectFiles: call<Nothing, Nothing>(),
  /** Files and folders dropped on the window. */
  dropFiles: filesCall<readonly OpenedFile[]>(),
  /** Newest first. */
  recentFiles: call<Nothing, readonly OpenedFile[]>(),
  /** Files the app was started with or handed since; each is taken once. */
  takeFiles: call<Nothing, readonly OpenedFile[]>(),
  filesWaiting: topic<Nothing>(),
};
