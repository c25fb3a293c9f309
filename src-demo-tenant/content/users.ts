/** Invented people of the invented company; the form is that of a tenant that signs in by mail address. */
export const users = {
  anna: 'a.lindqvist@nordwind.example',
  marco: 'm.ferrante@nordwind.example',
  kwame: 'k.asante@nordwind.example',
  ines: 'i.carvalho@nordwind.example',
  tomasz: 't.zielony@nordwind.example',
  priya: 'p.raghunath@nordwind.example',
  jonas: 'j.brandvold@nordwind.example',
  partner: 'x.delacourt@bluekite-consulting.example',
  transport: 'svc-transport@nordwind.example',
} as const;

export type UserKey = keyof typeof users;

export const everyday = [
  'anna',
  'marco',
  'kwame',
  'ines',
  'tomasz',
  'priya',
  'jonas',
] as const satisfies readonly [UserKey, ...UserKey[]];
