/** The tenant's own runtime, beside which an Edge Integration Cell is named by its id. */
export const cloud = 'Cloud';
