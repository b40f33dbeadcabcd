import type { BrandGuidelines, Goal } from '#db/schema/projects.ts';
import { uuid7 } from '#app/platform/ids.ts';
import type { ProjectChanges } from './project-inputs.ts';

interface Before {
  goals: readonly Goal[];
  brandGuidelines: BrandGuidelines;
}

/** A goal that was there keeps its mark, unless the change says otherwise. */
function goalsAfter(sent: NonNullable<ProjectChanges['goals']>, before: readonly Goal[]): Goal[] {
  return sent.map(({ id, text, done }) => {
    const known = before.find((goal) => goal.id === id);
    return { id: known?.id ?? uuid7(), text, done: done ?? known?.done ?? false };
  });
}

/** What is empty is not said at all. */
function guidelinesAfter(changes: ProjectChanges, before: BrandGuidelines): BrandGuidelines {
  const { voice, tone, style, wordsToUse, wordsToAvoid, colors, logoAssetId } = changes;
  const said = { voice, tone, style, wordsToUse, wordsToAvoid, colors, logoAssetId };
  const after = { ...before, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) };
  return Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null && value.length > 0));
}

/** The columns that a change sets; what it does not name stays as it is. */
export function columnsAfter(changes: ProjectChanges, before: Before) {
  const { name, description, targetAudience, ownerId, startsOn, endsOn, categoryIds, tagIds, goals, ...guidelines } = changes;
  const plain = { name, description, targetAudience, ownerId, startsOn, endsOn, categoryIds, tagIds };
  const named = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)) as Partial<typeof plain>;
  const speaks = Object.values(guidelines).some((value) => value !== undefined);
  return {
    ...(named as { [Name in keyof typeof plain]?: NonNullable<(typeof plain)[Name]> }),
    ...(goals ? { contentGoals: goalsAfter(goals, before.goals) } : {}),
    ...(speaks ? { brandGuidelines: guidelinesAfter(changes, before.brandGuidelines) } : {}),
  };
}
