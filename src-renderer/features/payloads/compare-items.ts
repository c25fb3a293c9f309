import type { PayloadSource } from '../../../src-shared/model/payloads.ts';
import type { MenuItem } from '../../components/overlay/menu-item.ts';
import type { OtherPayload } from './comparing.svelte.ts';
import { sourceWords } from './payload-words.ts';

interface Choices {
  readonly self: OtherPayload;
  readonly others: readonly OtherPayload[];
  readonly marked: OtherPayload | undefined;
  /** `undefined`: with a file of this computer. */
  readonly compare: (other: OtherPayload | undefined) => void;
  readonly mark: () => void;
}

/** What a payload can be compared with: others of its message, the one that was set aside, a file. */
export function compareItems({ self, others, marked, compare, mark }: Choices): readonly MenuItem[] {
  const known = [...others, ...(marked && keyOf(marked.source) !== keyOf(self.source) ? [marked] : [])];
  const items = [...new Map(known.map((other) => [keyOf(other.source), other])).values()].map((other) => ({
    id: keyOf(other.source),
    text: other === marked ? `${other.name} (set aside)` : other.name,
    icon: sourceWords[other.source.of].icon,
    run: () => {
      compare(other);
    },
  }));
  return [
    ...items,
    {
      id: 'file',
      text: 'A file…',
      icon: 'folder',
      separated: items.length > 0,
      run: () => {
        compare(undefined);
      },
    },
    // A part is gone with the payload it is in.
    ...(self.source.of === 'part'
      ? []
      : [{ id: 'mark', text: 'Set this aside to compare others with it', separated: true, run: mark }]),
  ];
}

function keyOf(source: PayloadSource): string {
  return `${source.of} ${'id' in source ? source.id : source.path}`;
}
