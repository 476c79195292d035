export const FORMATS = ['pretty', 'markdown', 'json', 'sarif', 'html', 'pdf', 'rdjson', 'gitlab', 'junit'] as const;
export type Format = (typeof FORMATS)[number];
