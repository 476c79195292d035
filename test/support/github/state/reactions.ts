import type { Account, Reaction } from './entities.ts';
import type { World } from './world.ts';

export const REACTIONS = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'] as const;
export type ReactionContent = (typeof REACTIONS)[number];

export function addReaction(
  world: World,
  to: { readonly reactions: Reaction[] },
  { author, content }: { author: Account; content: ReactionContent },
): Reaction {
  const made: Reaction = { id: world.nextId(), author, content, createdAt: world.now() };
  to.reactions.push(made);
  return made;
}
