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

/**
 * The policy sent with every answer of the application scheme. The development server, which no package accepts, answers
 * its own pages without it.
 */
export const contentSecurityPolicy = Object.entries(directives)
  .map(([directive, value]) => `${directive} ${value}`)
  .join('; ');
