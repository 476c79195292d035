import * as z from 'zod';

/** What the template of an annotation's folded details sees. It writes plain text. */
export const annotationView = z.object({
  ruleId: z.string(),
  ruleTitle: z.string(),
  description: z.string().describe('What the rule is about'),
  helpUri: z.string().describe('http(s) address, or empty'),
  severityName: z.string(),
  quality: z.string(),
  effort: z.string().describe('How long an ordinary fix takes'),
  fingerprint: z.string(),
  fix: z.string().describe('What a fix would do; empty where none is known'),
  trace: z.array(z.object({ place: z.string(), message: z.string() })).describe('From source to sink'),
  traceShowing: z.string().describe('"showing 20 of 31", or empty'),
  related: z.array(z.object({ place: z.string(), message: z.string() })),
  relatedShowing: z.string(),
  canDispute: z.boolean().describe('Whether somebody reads `/plumbline` commands in comments'),
});
export type AnnotationView = z.infer<typeof annotationView>;
