const production = {
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

/**
 * The policy sent with every answer of the application scheme. With a development server (never in a
 * package) its origin and web socket are added, and inline styles, which hot reload injects.
 */
export function contentSecurityPolicy(developmentServer: URL | undefined): string {
  const policy: Record<string, string> = { ...production };
  if (developmentServer) {
    const socket = `ws://${developmentServer.host}`;
    policy['connect-src'] = `${developmentServer.origin} ${socket}`;
    policy['style-src'] = "'self' 'unsafe-inline'";
  }
  return Object.entries(policy)
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ');
}
