import type { ProjectRole, ProjectStatus } from '#db/schema/choices.ts';
import type { Goal } from '#db/schema/projects.ts';
import { type Member, whyNot } from '#app/platform/permission.ts';

export type { Goal, ProjectRole, ProjectStatus };

/** Where a project can go from where it is. */
export const NEXT_OF_PROJECT = {
  active: ['paused', 'completed', 'archived'],
  paused: ['active', 'completed', 'archived'],
  completed: ['active', 'archived'],
  archived: ['active'],
} as const satisfies Record<ProjectStatus, readonly ProjectStatus[]>;

export const PROJECT_STATUS_WORDS: Record<ProjectStatus, string> = { active: 'Active', paused: 'Paused', completed: 'Completed', archived: 'Archived' };

export const PROJECT_ROLE_WORDS: Record<ProjectRole, { word: string; hint: string }> = {
  lead: { word: 'Lead', hint: 'Changes the project and its people.' },
  editor: { word: 'Editor', hint: 'Marks goals as reached.' },
  viewer: { word: 'Viewer', hint: 'Follows it.' },
};

export interface RuledProject {
  status: ProjectStatus;
  isDefault: boolean;
}

/** Who asks: what they are in the organization, and in the project. */
export interface Standing extends Member {
  projectRole: ProjectRole | null;
}

/** Why this person cannot change the project; null when they can. A lead can, whatever their role. */
export function whyNotChange({ projectRole, ...member }: Standing): string | null {
  const refusal = whyNot(member, 'project:write');
  return refusal === null || projectRole === 'lead' ? null : `${refusal} A lead of the project can too.`;
}

export const whyNotTick = (standing: Standing): string | null => (standing.projectRole === 'editor' ? null : whyNotChange(standing));

/** Why the project cannot go there from where it is; null when it can. */
export function whyNotMoveProject({ status, isDefault }: RuledProject, to: ProjectStatus): string | null {
  if (status === to) return `It is ${PROJECT_STATUS_WORDS[to].toLowerCase()} already.`;
  const next: readonly ProjectStatus[] = NEXT_OF_PROJECT[status];
  if (!next.includes(to)) return `What is ${PROJECT_STATUS_WORDS[status].toLowerCase()} cannot become ${PROJECT_STATUS_WORDS[to].toLowerCase()}.`;
  return isDefault && to !== 'active' ? DEFAULT_STAYS : null;
}

const DEFAULT_STAYS = 'New pieces begin in this project, so it stays active.';

export const DEFAULT_IS_KEPT = 'New pieces begin in this project, so it cannot be removed.';

export const whyNotRemove = ({ isDefault }: Pick<RuledProject, 'isDefault'>, member: Member): string | null => whyNot(member, 'project:write') ?? (isDefault ? DEFAULT_IS_KEPT : null);

export function progressOf(goals: readonly Goal[]): { done: number; total: number } {
  return { done: goals.filter(({ done }) => done).length, total: goals.length };
}
