/** A value mapping (value_mapping.xml in the root, catalogue 5.1). */
export interface ValueMapping {
  readonly file: string;
  readonly groups: readonly ValueMappingGroup[];
}

export interface ValueMappingGroup {
  readonly id: string;
  readonly entries: readonly ValueMappingEntry[];
}

export interface ValueMappingEntry {
  readonly agency: string;
  /** Called identifier in the editor. */
  readonly schema: string;
  readonly value: string;
  readonly isDefault: boolean;
}

/** A message mapping (.mmap). */
export interface MessageMapping {
  readonly file: string;
  readonly name: string;
  readonly sources: readonly MessageType[];
  readonly targets: readonly MessageType[];
  readonly fields: readonly MappedField[];
  /** Names of all functions used, standard ones and own ones, each once. */
  readonly functions: readonly string[];
  /** Scripts and function libraries with own functions. */
  readonly libraries: readonly MessageType[];
  /** True where an expression was too large to be kept whole. */
  readonly isShortened: boolean;
}

/** A file with the message, function or type that a mapping takes from it. */
export interface MessageType {
  /** `xsd`, `wsdl`, `edmx`, `json`, `gsh`, `FUNC_LIB`; as written. */
  readonly type: string;
  /** File name or name of the artifact. */
  readonly name: string;
  /** Folder inside the artifact; empty if it lies elsewhere. */
  readonly folder: string;
  /** Root element or message; empty where none is named. */
  readonly message: string;
  readonly namespace: string;
}

export interface MappedField {
  /** Path in the target message. */
  readonly target: string;
  /** Paths in the source message that go in, each once. */
  readonly sources: readonly string[];
  readonly functions: readonly string[];
  /** One line, such as `concat(/Order/Id, constant("-"))`. */
  readonly text: string;
  /** Undefined: the target has no mapping of its own. */
  readonly expression: MappingExpression | undefined;
}

export type MappingExpression =
  | { readonly kind: 'source'; readonly path: string; readonly context: string | undefined }
  | {
      readonly kind: 'function';
      readonly name: string;
      /** Name space of the function: `dflt` for standard ones, else the library's name. */
      readonly library: string;
      readonly settings: readonly { readonly name: string; readonly value: string }[];
      readonly inputs: readonly MappingExpression[];
    }
  | { readonly kind: 'shortened' };
