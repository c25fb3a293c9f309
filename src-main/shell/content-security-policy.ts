const directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  // data: for the small pictures that CSS and the text viewer draw themselves.
  'img-src': "'self' data:",
  'font-src': "'self'",
  // The window has no network of its own; everything goes through main.
  'connect-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'object-src': "'none'",
};

/** The policy sent with every answer of the application scheme. */
export const contentSecurityPolicy = written(directives);

/**
 * The policy of a window that reloads hot, which no package accepts: Vite puts the styles of components into the page and
 * tells of changes through a socket of its own server. All else is as strict as in the product.
 */
export function developmentPolicy(server: URL): string {
  const socket = `ws://${server.host}`;
  return written({
    ...directives,
    'style-src': "'self' 'unsafe-inline'",
    'connect-src': `'self' ${socket}`,
  });
}

function written(policy: Readonly<Record<string, string>>): string {
  return Object.entries(policy)
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ');
}
