import { readableNavigations } from './readable-navigations.ts';
import { readableSets } from './readable-sets.ts';

type Check = (value: string) => boolean;

const anything: Check = () => true;
const amount: Check = (value) => /^\d*$/.test(value);

/**
 * Query options that a read may carry: those of OData V2, and the ones the catalogue and the published specifications
 * document for single sets. `returnHashedPassword` is left out on purpose.
 */
const options: Readonly<Record<string, Check>> = {
  $top: amount,
  $skip: amount,
  $filter: hasKnownPaths,
  $orderby: hasKnownPaths,
  $expand: (value) => value.split(',').every((path) => isKnownPath(path.trim(), true)),
  $select: (value) => value.split(',').every((path) => isKnownPath(path.trim(), false)),
  $inlinecount: (value) => /^(?:allpages|none)$/.test(value),
  $format: (value) => /^(?:json|xml|atom)$/.test(value),
  $skiptoken: anything,
  Author: anything,
  LoB: anything,
  ModifiedAfter: anything,
  ReferencedResourceType: anything,
  filterCustomHeaderProperties: hasKnownPaths,
  id: anything,
  keystoreName: anything,
  messageid: anything,
  overdueonly: anything,
  rootCA: anything,
  type: anything,
  user: anything,
};

/** Names with "method" in them, however they are written: some servers take such an option or header as the verb. */
export function hidesVerb(name: string): boolean {
  return name
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase()
    .includes('method');
}

/** Why a read with these options does not pass. `search` begins with `?` or is empty. */
export function optionObjection(search: string): string | undefined {
  for (const part of search.replace(/^\?/, '').split(/[&;]/)) {
    // A semicolon separates options for some servers and is text for others: both readings have to be harmless.
    const [name = ''] = new URLSearchParams(part).keys();
    if (hidesVerb(name)) return 'a hidden verb';
  }
  for (const [name, value] of new URLSearchParams(search)) {
    const check = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!check) return 'an option that no read has';
    if (!check(value)) return 'an option that leads beyond what is read';
  }
  return undefined;
}

/** Each step but the last is a navigation that is followed; the last one is that, or a property. */
function isKnownPath(path: string, toEntity: boolean): boolean {
  if (path === '*' && !toEntity) return true;
  const steps = path.split('/');
  return steps.every((step, index) => {
    const isLast = index === steps.length - 1;
    return isLast && !toEntity ? /^\w+$|^\*$/.test(step) && !isSecret(step) : isNavigation(step);
  });
}

/** Paths outside of quoted text, as in `startswith(Certificate/Alias,'x')`: each step is a navigation that is followed. */
function hasKnownPaths(value: string): boolean {
  const names = value.replaceAll(/'(?:[^']|'')*'/g, "''");
  // Encoded twice: no name needs that.
  if (names.includes('%')) return false;
  const steps = [...names.matchAll(/(\w+)\s*\//g)].map(([, step = '']) => step);
  return steps.every(isNavigation) && ![...names.matchAll(/\w+/g)].some(([word]) => isSecret(word));
}

function isNavigation(step: string): boolean {
  return readableNavigations.has(step) || readableSets.has(step);
}

/** Navigations to private keys (catalogue appendix A): not even their link is asked for. */
function isSecret(name: string): boolean {
  return name === 'SecretResource' || name === 'Secring' || name === 'Sshkey';
}
